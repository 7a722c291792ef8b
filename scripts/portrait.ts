/** Colours of a drawn person: room, clothes, hair, skin. */
export type Palette = readonly [room: string, clothes: string, hair: string, skin: string];

/** Drawn people for pictures of the product, so that none shows a real face or a test pattern. */
export const palettes: readonly Palette[] = [
  ['#c9b79c', '#2b3a55', '#3a2a22', '#e2b797'],
  ['#b8c4bb', '#8c4a3c', '#6b3f1d', '#d9a27e'],
  ['#a9b6c9', '#4b5d4a', '#1f1a17', '#9a6a4a'],
  ['#d2c3b4', '#5b4a72', '#b98a4a', '#efc9ae'],
];

/** Runs in the page, before anything else: the camera shows a drawn person who moves a little. */
export function drawCamera([room, clothes, hair, skin]: Palette): void {
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    const [camera] = stream.getVideoTracks();
    if (!camera) return stream;
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const context = canvas.getContext('2d');
    if (!context) return stream;
    const disc = (x: number, y: number, rx: number, ry: number, colour: string) => {
      context.fillStyle = colour;
      context.beginPath();
      context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
      context.fill();
    };
    const draw = () => {
      const x = 640 + 8 * Math.sin(performance.now() / 900);
      const wall = context.createLinearGradient(0, 0, 1280, 720);
      wall.addColorStop(0, room);
      wall.addColorStop(1, '#5e6570');
      context.fillStyle = wall;
      context.fillRect(0, 0, 1280, 720);
      context.fillStyle = 'rgb(255 255 255 / 18%)';
      context.fillRect(90, 60, 240, 330);
      context.fillStyle = 'rgb(40 30 20 / 22%)';
      for (let shelf = 0; shelf < 3; shelf++) context.fillRect(930, 90 + shelf * 130, 290, 14);
      for (let book = 0; book < 14; book++) {
        context.fillRect(945 + book * 19, 20 + (book % 4) * 8 + (book % 3) * 130, 13, 70 - (book % 4) * 8);
      }
      disc(x, 800, 330, 290, clothes);
      context.fillStyle = skin;
      context.fillRect(x - 52, 430, 104, 110);
      disc(x, 320, 168, 190, hair);
      disc(x, 345, 128, 158, skin);
      disc(x, 212, 140, 72, hair);
      disc(x - 46, 335, 10, 12, '#2b2320');
      disc(x + 46, 335, 10, 12, '#2b2320');
      context.strokeStyle = '#8a4b3f';
      context.lineWidth = 7;
      context.lineCap = 'round';
      context.beginPath();
      context.arc(x, 400, 42, 0.25 * Math.PI, 0.75 * Math.PI);
      context.stroke();
    };
    setInterval(draw, 66);
    draw();
    const [drawn] = canvas.captureStream(15).getVideoTracks();
    if (!drawn) return stream;
    // The device is really open, so that the browser's own signs are the usual ones.
    drawn.stop = () => camera.stop();
    return new MediaStream([...stream.getAudioTracks(), drawn]);
  };
}

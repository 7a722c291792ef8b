// The drawings of the SAS pictures, in a file that is loaded when there is a SAS to show.
import anchor from 'lucide-static/icons/anchor.svg';
import apple from 'lucide-static/icons/apple.svg';
import banana from 'lucide-static/icons/banana.svg';
import bell from 'lucide-static/icons/bell.svg';
import bike from 'lucide-static/icons/bike.svg';
import bird from 'lucide-static/icons/bird.svg';
import bone from 'lucide-static/icons/bone.svg';
import book from 'lucide-static/icons/book.svg';
import briefcase from 'lucide-static/icons/briefcase.svg';
import brush from 'lucide-static/icons/brush.svg';
import bus from 'lucide-static/icons/bus.svg';
import cake from 'lucide-static/icons/cake.svg';
import camera from 'lucide-static/icons/camera.svg';
import carrot from 'lucide-static/icons/carrot.svg';
import castle from 'lucide-static/icons/castle.svg';
import cat from 'lucide-static/icons/cat.svg';
import church from 'lucide-static/icons/church.svg';
import cloud from 'lucide-static/icons/cloud.svg';
import cookie from 'lucide-static/icons/cookie.svg';
import crown from 'lucide-static/icons/crown.svg';
import dice5 from 'lucide-static/icons/dice-5.svg';
import dog from 'lucide-static/icons/dog.svg';
import droplet from 'lucide-static/icons/droplet.svg';
import drum from 'lucide-static/icons/drum.svg';
import ear from 'lucide-static/icons/ear.svg';
import factory from 'lucide-static/icons/factory.svg';
import fish from 'lucide-static/icons/fish.svg';
import flag from 'lucide-static/icons/flag.svg';
import flame from 'lucide-static/icons/flame.svg';
import flower from 'lucide-static/icons/flower.svg';
import gift from 'lucide-static/icons/gift.svg';
import glasses from 'lucide-static/icons/glasses.svg';
import grape from 'lucide-static/icons/grape.svg';
import guitar from 'lucide-static/icons/guitar.svg';
import hammer from 'lucide-static/icons/hammer.svg';
import heart from 'lucide-static/icons/heart.svg';
import hourglass from 'lucide-static/icons/hourglass.svg';
import house from 'lucide-static/icons/house.svg';
import key from 'lucide-static/icons/key.svg';
import lamp from 'lucide-static/icons/lamp.svg';
import leaf from 'lucide-static/icons/leaf.svg';
import lightbulb from 'lucide-static/icons/lightbulb.svg';
import magnet from 'lucide-static/icons/magnet.svg';
import moon from 'lucide-static/icons/moon.svg';
import mountain from 'lucide-static/icons/mountain.svg';
import paperclip from 'lucide-static/icons/paperclip.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import piano from 'lucide-static/icons/piano.svg';
import plane from 'lucide-static/icons/plane.svg';
import rabbit from 'lucide-static/icons/rabbit.svg';
import rocket from 'lucide-static/icons/rocket.svg';
import sailboat from 'lucide-static/icons/sailboat.svg';
import scissors from 'lucide-static/icons/scissors.svg';
import shirt from 'lucide-static/icons/shirt.svg';
import snail from 'lucide-static/icons/snail.svg';
import snowflake from 'lucide-static/icons/snowflake.svg';
import star from 'lucide-static/icons/star.svg';
import sun from 'lucide-static/icons/sun.svg';
import telescope from 'lucide-static/icons/telescope.svg';
import tent from 'lucide-static/icons/tent.svg';
import tractor from 'lucide-static/icons/tractor.svg';
import trophy from 'lucide-static/icons/trophy.svg';
import turtle from 'lucide-static/icons/turtle.svg';
import umbrella from 'lucide-static/icons/umbrella.svg';
import type { PictureDrawings } from '../shared/model.ts';

export const pictureDrawings: PictureDrawings = {
  anchor,
  apple,
  banana,
  bell,
  bike,
  bird,
  bone,
  book,
  briefcase,
  brush,
  bus,
  cake,
  camera,
  carrot,
  castle,
  cat,
  church,
  cloud,
  cookie,
  crown,
  'dice-5': dice5,
  dog,
  droplet,
  drum,
  ear,
  factory,
  fish,
  flag,
  flame,
  flower,
  gift,
  glasses,
  grape,
  guitar,
  hammer,
  heart,
  hourglass,
  house,
  key,
  lamp,
  leaf,
  lightbulb,
  magnet,
  moon,
  mountain,
  paperclip,
  pencil,
  piano,
  plane,
  rabbit,
  rocket,
  sailboat,
  scissors,
  shirt,
  snail,
  snowflake,
  star,
  sun,
  telescope,
  tent,
  tractor,
  trophy,
  turtle,
  umbrella,
};

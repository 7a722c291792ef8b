<?php
/**
 * Changes that meet.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** The database, or the rows as they are by now, gave a change up for another one; made again, it may succeed. */
final class Conflict extends \RuntimeException {
}

<?php
/**
 * A key that is not used.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Why the private key is not used; the message is for administrators. */
final class Key_Refused extends \RuntimeException {
}

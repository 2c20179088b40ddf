"""A person at the keyboard: drives a sandbox through its control API, for tests and stories."""

from sandbox.driver.drivers import Driver
from sandbox.driver.modals import ModalAtHand, NoSuchField
from sandbox.driver.people import NoModal, NoSuchButton, PersonAtKeyboard
from sandbox.driver.sightings import Seen, plain
from sandbox.driver.wire import ControlRefused

__all__ = [
    "ControlRefused",
    "Driver",
    "ModalAtHand",
    "NoModal",
    "NoSuchButton",
    "NoSuchField",
    "PersonAtKeyboard",
    "Seen",
    "plain",
]

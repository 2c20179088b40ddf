"""Forms: a frozen dataclass says what a modal asks for, and is read from what was submitted, all problems at once.

    @dataclass(frozen=True)
    class DelegationForm:
        title: str                          required; blank is refused beside the field
        due: date                           also time, datetime, int, Decimal, bool, enums, UserId, ChannelId
        why: str = ""                       a default makes it optional
        estimate: str | None = None         so does None
        helpers: tuple[UserId, ...] = ()    several; empty is fine
        rows: dict[str, RowForm] = …        repeated groups: the blocks `field@key`, by key

The block's id is the field's name. Text is never cut: what is too long is refused beside its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from domain.figures import count_words
from domain.refusals import Problem, Refused, refuse_if_any
from handlers.element_values import State, held_by, untouched
from handlers.field_types import Reader, reader_for, without_none
from handlers.typed_text import clean, is_blank

F = TypeVar("F")
MOST_SIGNS = 3000
FILL_IN = "Please fill this in."
MISSING_WORDS = {
    "UserId": "Choose a person.",
    "ChannelId": "Choose a channel.",
    "date": "Pick a date.",
    "time": "Pick a time.",
    "int": "Enter a number.",
    "Decimal": "Enter a number.",
}


@dataclass(frozen=True)
class FormField:
    """One field of a form: how it is read, and what stands for nothing."""

    name: str
    kind: str
    read: Reader
    is_many: bool
    is_flag: bool
    rows: type[Any] | None
    nothing: Callable[[], Any]
    is_required: bool


_known_forms: dict[type[Any], tuple[FormField, ...]] = {}


@dataclass(frozen=True)
class Submitted:
    """What a modal held when it was submitted, block by block, with what it had asked."""

    values: Mapping[str, Mapping[str, State]]
    elements: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Submitted:
        blocks = {block["block_id"]: block.get("element") or {} for block in view.get("blocks") or ()}
        return cls((view.get("state") or {}).get("values") or {}, blocks)

    def held(self, block: str) -> tuple[str, ...]:
        """Everything the block's elements hold."""
        return tuple(one for state in self.values.get(block, {}).values() for one in held_by(state))

    def keys(self, names: set[str]) -> list[str]:
        """The keys of the blocks `field@key` for these fields, in the order they stand in."""
        blocks = dict.fromkeys((*self.elements, *self.values))
        parts = (block.partition("@") for block in blocks)
        return list(dict.fromkeys(key for name, at, key in parts if at and name in names))


def read_form(form: type[F], view: Mapping[str, Any]) -> F:
    """The submitted form; refuses with every problem beside its field."""
    problems: list[Problem] = []
    read = _read(form, Submitted.of(view), "", problems)
    refuse_if_any(problems)
    return form(**read)


def read_untouched(form: type[F], view: Mapping[str, Any]) -> F:
    """The form as the modal showed it before anybody changed anything."""
    began = {block: {"value": untouched(element)} for block, element in Submitted.of(view).elements.items()}
    return read_form(form, {**view, "state": {"values": began}})


def group(form: type[F], view: Mapping[str, Any], by: str) -> dict[str, F]:
    """The repeated groups of a modal by the key after the `@`; a field called `by` holds the key."""
    problems: list[Problem] = []
    rows = _read_rows(form, Submitted.of(view), problems, by)
    refuse_if_any(problems)
    return {key: form(**row) for key, row in rows.items()}


def value_of(view: Mapping[str, Any], block: str) -> str:
    """What stands in one block now; nothing when nothing does."""
    return next(iter(Submitted.of(view).held(block)), "")


def label_of(view: Mapping[str, Any], block: str) -> str:
    """What stood above one block."""
    shown = {one.get("block_id"): one.get("label") or {} for one in view.get("blocks") or ()}
    return clean(str(shown.get(block, {}).get("text") or ""))


def _read(form: type[Any], submitted: Submitted, suffix: str, problems: list[Problem]) -> dict[str, Any]:
    return {field.name: _read_field(field, submitted, suffix, problems) for field in form_fields(form)}


def _read_rows(
    form: type[Any], submitted: Submitted, problems: list[Problem], by: str | None
) -> dict[str, dict[str, Any]]:
    own = [field for field in form_fields(form) if field.name != by]
    has_key = len(own) < len(form_fields(form))
    rows = {}
    for key in submitted.keys({field.name for field in own}):
        row = {field.name: _read_field(field, submitted, f"@{key}", problems) for field in own}
        rows[key] = {**row, by: key} if has_key and by else row
    return rows


def _read_field(field: FormField, submitted: Submitted, suffix: str, problems: list[Problem]) -> Any:
    block = field.name + suffix
    if field.rows is not None:
        before = len(problems)
        rows = _read_rows(field.rows, submitted, problems, None)
        return {key: field.rows(**row) for key, row in rows.items()} if len(problems) == before else {}
    try:
        return _value(field, submitted.held(block), submitted.elements.get(block, {}))
    except Refused as refusal:
        problems.append(Problem(refusal.message, block))
        return None


def _value(field: FormField, held: tuple[str, ...], element: Mapping[str, Any]) -> Any:
    typed = [_trimmed(one, element) for one in held]
    given = [one for one in typed if not is_blank(one)]
    if field.is_flag:
        return bool(given) and given[0].lower() not in ("false", "no", "0")
    if not given:
        if field.is_required:
            raise Refused(MISSING_WORDS.get(field.kind, FILL_IN))
        return field.nothing()
    _refuse_too_long(given, element)
    return tuple(field.read(one) for one in given) if field.is_many else field.read(given[0])


def _trimmed(text: str, element: Mapping[str, Any]) -> str:
    # Where there are several lines, the spaces before the first word may be meant.
    return text if element.get("multiline") else text.strip()


def _refuse_too_long(given: list[str], element: Mapping[str, Any]) -> None:
    most = min(int(element.get("max_length") or MOST_SIGNS), MOST_SIGNS)
    if any(len(one) > most for one in given):
        raise Refused(f"Use at most {count_words(most)} characters here.")


def form_fields(form: type[Any]) -> tuple[FormField, ...]:
    """How each field of this form is read; worked out once."""
    if form not in _known_forms:
        hints = get_type_hints(form)
        _known_forms[form] = tuple(_form_field(field, hints[field.name]) for field in fields(form))
    return _known_forms[form]


def _form_field(field: Field[Any], hint: Any) -> FormField:
    bare, may_be_none = without_none(hint)
    is_many, is_rows = get_origin(bare) is tuple, get_origin(bare) is dict
    one = get_args(bare)[0] if is_many else bare
    default = _default_of(field)
    if default is None and (may_be_none or is_many):
        default = (lambda: None) if may_be_none else tuple
    return FormField(
        field.name,
        getattr(one, "__name__", ""),
        str if is_rows or bare is bool else reader_for(one),
        is_many,
        bare is bool,
        get_args(bare)[1] if is_rows else None,
        default or (lambda: None),
        default is None,
    )


def _default_of(field: Field[Any]) -> Callable[[], Any] | None:
    if field.default_factory is not MISSING:
        return field.default_factory
    return None if field.default is MISSING else lambda: field.default

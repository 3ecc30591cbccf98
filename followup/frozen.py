"""Values that nobody changes once they are made: ``@frozen`` makes a class what ``@dataclass(frozen=True)`` makes it, and
``@growing`` what ``@dataclass`` does, for the few that are filled in step by step.

``dataclass`` writes and compiles a handful of functions for each class, and of our classes those took a quarter of the
time that it takes to check a workbook. Here a class has one that is written for it, ``__init__``, when its first value is
made: the others are the same for all, and of half of the classes that a command imports it makes no value.
"""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

AnyClass = TypeVar("AnyClass", bound=type)
ORDERED = {"__lt__": operator.lt, "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge}


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: AnyClass, /) -> AnyClass: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    *, slots: bool = False, kw_only: bool = False, order: bool = False, eq: bool = True
) -> Callable[[AnyClass], AnyClass]: ...
def frozen(
    cls: Any = None, /, *, slots: bool = False, kw_only: bool = False, order: bool = False, eq: bool = True
) -> Any:
    """The class as a frozen dataclass, with what it has defined itself left as it is; with ``slots`` a smaller one, for
    values that there are many of. ``kw_only``, ``order`` and ``eq`` are those of ``dataclass``. It knows no ``InitVar``.
    """
    if cls is None:
        return lambda cls: _frozen(cls, slots, kw_only, order, eq)
    return _frozen(cls)


@overload
@dataclass_transform(field_specifiers=(field,))
def growing(cls: AnyClass, /) -> AnyClass: ...
@overload
@dataclass_transform(field_specifiers=(field,))
def growing(*, slots: bool) -> Callable[[AnyClass], AnyClass]: ...
def growing(cls: Any = None, /, *, slots: bool = False) -> Any:
    """The class as a dataclass whose fields can be set, and that has no hash; ``slots`` as in ``frozen``."""
    return _growing(cls, False) if cls is not None else lambda cls: _growing(cls, slots)


def _frozen(cls: type, slots: bool = False, kw_only: bool = False, order: bool = False, eq: bool = True) -> type:
    cls = dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    own = fields(cls)
    compared = [part.name for part in own if part.compare]
    methods: dict[str, Any] = {
        "__init__": _init(cls, own, "_set(self, {name!r}, {value})"),
        "__repr__": _repr,
        "__setattr__": _refuse_assignment,
        "__delattr__": _refuse_deletion,
    }
    if eq:
        hashed = [part.name for part in own if (part.compare if part.hash is None else part.hash)]
        methods |= {"__eq__": _eq(compared), "__hash__": _hash(hashed)}
    if slots:  # what pickle and copy would set, one after the other, where there is no __dict__
        methods |= {"__getstate__": _content_of, "__setstate__": _set_content}
    if order:
        methods |= {name: _compared(compare, compared) for name, compare in ORDERED.items()}
    return _with(cls, methods)


def _growing(cls: type, slots: bool) -> type:
    cls = dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    own = fields(cls)
    compared = [part.name for part in own if part.compare]
    methods = {"__init__": _init(cls, own, "self.{name} = {value}"), "__repr__": _repr, "__eq__": _eq(compared)}
    return _with(cls, {**methods, "__hash__": None})


def _with(cls: type, methods: dict[str, Any]) -> type:
    """The class with those of these methods that it has not defined itself."""
    for name, method in methods.items():
        if vars(cls).get(name) is None:
            setattr(cls, name, method)
    return cls


def _init(cls: type, own: Sequence[Field[Any]], setting: str) -> Callable[..., None]:
    """What stands for ``__init__`` until the first value is made: it writes the method, which takes its place."""

    def write_and_call(self: Any, *arguments: Any, **named: Any) -> None:
        method = _written_init(cls, own, setting)
        type.__setattr__(cls, "__init__", method)
        method(self, *arguments, **named)

    return write_and_call


def _written_init(cls: type, own: Sequence[Field[Any]], setting: str) -> Callable[..., None]:
    """The only method that a class has for itself: one that took any arguments would cost each value that is made. It is
    compiled once for all classes with fields of the same kinds, under names that stand for those of the fields.
    """
    parts = [part for part in own if part.init or part.default is not MISSING or part.default_factory is not MISSING]
    kinds = tuple((part.init, part.kw_only, part.default_factory is not MISSING) for part in parts)
    names: dict[Any, Any] = {f"p{number}": part.name for number, part in enumerate(parts)}
    code = _init_of_kinds(setting, kinds, hasattr(cls, "__post_init__"))
    code = code.replace(
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_consts=tuple(names.get(const, const) for const in code.co_consts),
        co_qualname=f"{cls.__qualname__}.__init__",
    )
    known: dict[str, Any] = {"__name__": cls.__module__, "_set": object.__setattr__, "_MISSING": MISSING}
    known["__builtins__"] = builtins  # what makes a default value may import: ``date.today`` does
    for number, part in enumerate(parts):
        known |= {f"_default_{number}": part.default, f"_make_{number}": part.default_factory}
    ordered = [part for part in parts if part.init and not part.kw_only and not _is_needed(part)]
    method = FunctionType(code, known, "__init__", tuple(part.default for part in ordered))
    method.__kwdefaults__ = {
        part.name: part.default for part in parts if part.init and part.kw_only and not _is_needed(part)
    }
    return method


def _is_needed(part: Field[Any]) -> bool:
    return part.default is MISSING and part.default_factory is MISSING


@cache
def _init_of_kinds(setting: str, kinds: Sequence[tuple[bool, bool, bool]], has_more_to_do: bool) -> CodeType:
    """The code for fields of these kinds, called ``p0``, ``p1`` and so on: whether each is a parameter, by name alone, and
    whether its default value is made anew each time. What the defaults are is no part of the code.
    """
    parameters, named_only, lines = ["self"], list[str](), []
    for number, (is_parameter, by_name, is_made) in enumerate(kinds):
        name = value = f"p{number}"
        if is_parameter:
            (named_only if by_name else parameters).append(name)
            value = f"_make_{number}() if {name} is _MISSING else {name}" if is_made else name
        else:
            value = f"_make_{number}()" if is_made else f"_default_{number}"
        lines.append(" " + setting.format(name=name, value=value))
    if named_only:
        parameters += ["*", *named_only]
    if has_more_to_do:
        lines.append(" self.__post_init__()")
    namespace: dict[str, Any] = {}
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), namespace)
    code: CodeType = namespace["__init__"].__code__
    return code


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(names: Sequence[str]) -> Callable[[Any, Any], bool]:
    content = _content(names)
    return lambda self, other: content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(names: Sequence[str]) -> Callable[[Any], int]:
    content = _content(names)
    return lambda self: hash(content(self))


def _compared(compare: Callable[[Any, Any], bool], names: Sequence[str]) -> Callable[[Any, Any], bool]:
    content = _content(names)
    return lambda self, other: (
        compare(content(self), content(other)) if other.__class__ is self.__class__ else NotImplemented
    )


def _content(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """These attributes of a value."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda self: ()
    only = attrgetter(*names)
    return lambda self: (only(self),)


def _content_of(self: Any) -> list[Any]:
    return [getattr(self, part.name) for part in fields(self)]


def _set_content(self: Any, content: Sequence[Any]) -> None:
    for part, value in zip(fields(self), content, strict=True):
        object.__setattr__(self, part.name, value)


def _refuse_assignment(_self: Any, name: str, _content: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")

"""The goals of a region: a tree of as many levels as it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from followup.form.place import Place
from followup.frozen import frozen


@frozen(slots=True)
class Goal:
    """A node of the goal structure: ``level`` is the region's own word for what it is (perspective, goal, factor).

    One that is struck, or not valid yet, does not ``count`` at this round; what stands under it is still found. At
    ``place`` the plan has its ``intro``; ``last`` is the last round of one that is struck.
    """

    id: str
    level: str
    name: str
    parent: str = ""
    intro: str = ""
    counts: bool = True
    place: Place | None = None
    last: str = ""


class GoalTree(Mapping[str, Goal]):
    """Goals by id, in the plan's order."""

    def __init__(self, goals: Iterable[Goal] = ()) -> None:
        self._by_id = {goal.id: goal for goal in goals}

    def __getitem__(self, goal: str) -> Goal:
        return self._by_id[goal]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def now(self) -> Sequence[Goal]:
        """The goals that count at this round."""
        return [goal for goal in self._by_id.values() if goal.counts]

    def above(self, goal: str) -> Iterator[Goal]:
        """The goal and those above it, nearest first."""
        seen: set[str] = set()
        while goal in self._by_id and goal not in seen:
            seen.add(goal)
            yield self._by_id[goal]
            goal = self._by_id[goal].parent

    def perspective(self, goal: str) -> str:
        """The name of the topmost node above a goal, empty for an unknown goal."""
        return next((node.name for node in reversed(list(self.above(goal)))), "")

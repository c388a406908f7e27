"""A second simulator, plain and slow, written from the descriptions in `models.simulation.model.layout`.

It shares with the compiled one which random number decides what, the formulas of the calendars, and the order in
which things happen at the same moment; how it keeps and moves cases is its own: objects, lists and `heapq`.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from typing import Any

import numpy as np

from models.simulation.model.layout import APPROVE, DAYS, ESCALATE, NO_HOP, RANDOM, UNTIL_DONE, Layout
from tests.models.simulation.kernel.luck import NOWHERE, PATIENCE, WORK, Arrival, Calendar, Luck, Source, duration
from tests.models.simulation.kernel.open_cases import MOST, TRAILS, YEAR, Case, Event, Task


class Reference:
    """One replication. `run` returns the cases in the order in which they ended."""

    def __init__(self, layout: Layout, *, seed: int, replication: int, warm_up: int, cases: int) -> None:
        self.of = layout
        self.luck = Luck(seed, replication)
        self.warm_up, self.cases = warm_up, cases
        self.sources = [Source(layout, self.luck, stream) for stream in range(layout.streams)]
        self.calendars = [Calendar(layout, int(number)) for number in layout.pool_calendar]
        self.office = Calendar(layout, int(layout.office[0]))
        self.idle = layout.pool_holders.tolist()
        self.openings: list[Event | None] = [None] * layout.pools
        self.queues: list[list[deque[Task]]] = [[deque() for _ in range(layout.lanes)] for _ in range(layout.roles)]
        self.events: list[Event] = []
        self.sequence, self.arrived, self.now = 0, 0, 0.0
        self.ended: list[Case] = []
        self.paths: dict[tuple[int | None, int, str], int] = {}
        """A path with one move more, by number."""
        self.tally: defaultdict[tuple[str, int], float] = defaultdict(float)
        """By what is counted and where."""
        self.busy = np.zeros(layout.pools)
        self.open = np.zeros(layout.pools)
        self.waiting = np.zeros(layout.roles)
        """Integrals over the measured window."""
        self.in_window = False

    # ---- time

    def run(self) -> list[Case]:
        planned = [source.next() for source in self.sources]
        while len(self.ended) < self.cases or self.arrived <= self.cases:
            following = None
            if self.arrived < 2 * self.cases + 1:
                following = min((one for one in planned if one), key=lambda one: (one.time, one.stream), default=None)
            if following and (not self.events or following.time < self.events[0][0]):
                self._to(following.time)
                if self.arrived in (self.warm_up, self.cases):
                    self.in_window = self.arrived == self.warm_up
                self._arrive(following)
                planned[following.stream] = self.sources[following.stream].next()
            elif self.events:
                time, _, kind, what = event = heapq.heappop(self.events)
                self._to(time)
                getattr(self, "_on_" + kind)(what, event)
            else:
                break
        return self.ended

    def _to(self, now: float) -> None:
        if self.in_window:
            for pool, calendar in enumerate(self.calendars):
                hours = calendar.passed(now) - calendar.passed(self.now)
                self.busy[pool] += (self.of.pool_holders[pool] - self.idle[pool]) * hours
                self.open[pool] += hours
            self.waiting += np.array([sum(map(len, lanes)) for lanes in self.queues]) * (now - self.now)
        self.now = now

    def _plan(self, time: float, kind: str, what: object) -> Event:
        self.sequence += 1
        event = (time, self.sequence, kind, what)
        heapq.heappush(self.events, event)
        return event

    def _acts_on(self, mask: int, moment: float) -> bool:
        return mask == NOWHERE or bool(self.of.mask_days[mask * DAYS + int(moment // 24.0) % DAYS])

    def _acts_today(self, mask: int) -> bool:
        return self._acts_on(mask, self.now)

    # ---- cases

    def _counts(self, case: Case) -> bool:
        return self.warm_up <= case.number < self.cases

    def _count(self, what: str, task: Task, amount: float = 1) -> None:
        if self._counts(task.case):
            self.tally[what, task.hop] += amount

    def _arrive(self, came: Arrival) -> None:
        route = int(self.of.cell_route[came.cell])
        case = Case(self.arrived, came, route, 0, place=route)
        self.arrived += 1
        procedure = int(self.of.route_procedure[route])
        if procedure == NOWHERE:
            self._end(case, "undecided")
            return
        case.stage = int(self.of.procedure_stages[procedure]) + int(self.of.procedure_start[procedure])
        self._open_stage(case)

    def _end(self, case: Case, outcome: str) -> None:
        case.ended, case.outcome = self.now, outcome
        if case.number < self.cases:
            self.ended.append(case)

    def _first_stage(self, case: Case) -> int:
        return int(self.of.procedure_stages[self.of.route_procedure[case.route]])

    def _open_stage(self, case: Case) -> None:
        case.done.clear()
        first, end = self.of.stage_steps[case.stage : case.stage + 2].tolist()
        for step in range(first, end):
            task = Task(case, step, int(self.of.step_hops[step]))
            case.tasks[step - first] = task
            self._to_who_is_there(task)
            self._enter(task)

    def _withdraw_below(self, case: Case, top: int) -> None:
        first = int(self.of.stage_steps[case.stage])
        joins = int(self.of.stage_joins[case.stage])
        for number, task in sorted(case.tasks.items()):
            join = int(self.of.step_join[first + number])
            above = {join}
            while join:
                join = int(self.of.join_parent[joins + join])
                above.add(join)
            if top in above:
                del case.tasks[number]
                self._withdraw(task)

    def _step_done(self, task: Task) -> None:
        """Withdraw what is no longer needed; open the next stage when this one is done."""
        case, stage = task.case, task.case.stage
        del case.tasks[task.step - int(self.of.stage_steps[stage])]
        joins = int(self.of.stage_joins[stage])
        join = int(self.of.step_join[task.step])
        while True:
            case.done[join] += 1
            if case.done[join] < self.of.join_needed[joins + join]:
                return
            self._withdraw_below(case, join)
            if join == 0:
                break
            join = int(self.of.join_parent[joins + join])
        case.stage += 1
        if case.stage < self.of.procedure_stages[self.of.route_procedure[case.route] + 1]:
            self._open_stage(case)
        else:
            self._end(case, case.outcome or "by_role")

    # ---- a step and its hops

    def _next(self, task: Task, numbers: np.ndarray[Any, Any]) -> int | None:
        number = int(numbers[task.hop])
        return None if number == NO_HOP else int(self.of.step_hops[task.step]) + number

    def _move(self, task: Task, target: int, why: str) -> None:
        self._walk(task.case, task.hop, why)
        task.moves += 1
        task.turn += target <= task.hop
        task.hop = target

    def _walk(self, case: Case, hop: int, why: str) -> None:
        """Add a move to the path; after too many different ones, a case whose path would be new is lost sight of."""
        step = (case.place, hop, why)
        if case.place is None or (step not in self.paths and len(self.paths) == TRAILS):
            case.place = None
            return
        case.place = self.paths.setdefault(step, self.of.routes + len(self.paths))
        case.path.append((hop, why))

    def _to_who_is_there(self, task: Task) -> None:
        while task.moves < MOST:
            target = self._next(task, self.of.hop_stands_in)
            absent = int(self.of.role_absent[self.of.hop_role[task.hop]])
            if target is None or absent == NOWHERE or not self._acts_today(absent):
                return
            self._count("absences", task)
            self._move(task, target, "absence")

    def _piece(self, task: Task) -> tuple[int, int]:
        """Which luck the task draws at its hop."""
        case, of = task.case, self.of
        stage = case.stage - self._first_stage(case)
        step = task.step - int(of.stage_steps[case.stage])
        hop = task.hop - int(of.step_hops[task.step])
        return case.round << 24 | stage << 16 | step << 8 | hop, task.turn

    def _luck(self, task: Task, purpose: int) -> tuple[float, float, float, float]:
        came = task.case.came
        return self.luck.of(came.serial, came.stream, purpose, *self._piece(task))

    def _enter(self, task: Task) -> None:
        of, hop, role = self.of, task.hop, int(self.of.hop_role[task.hop])
        self._count("entered", task)
        patience = float(of.hop_deadline[hop])
        if of.hop_patience[hop] == RANDOM:
            patience *= -math.log(self._luck(task, PATIENCE)[0])
        task.due, task.deadline, task.end = self.now + patience, None, None
        task.entered, task.waits = self.now, True
        self.queues[role][int(of.route_lane[task.case.route])].append(task)
        for pool in self._pools(role):
            if self.idle[pool] and self._pool_can(pool, role):
                self._look_for_work(pool)
                if not task.waits:
                    return
        if task.due < math.inf:
            task.deadline = self._plan(task.due, "deadline", task)
        for pool in self._pools(role):
            if self.idle[pool]:
                self._wait_for_opening(pool)

    def _withdraw(self, task: Task) -> None:
        task.end = task.deadline = None
        if task.waits:
            self._stop_waiting(task)
        else:
            self._free_holder(task)

    def _stop_waiting(self, task: Task) -> None:
        role = int(self.of.hop_role[task.hop])
        self.queues[role][int(self.of.route_lane[task.case.route])].remove(task)
        task.waits = False
        self._count("waited", task, self.now - task.entered)
        self._count("waited_working", task, self.office.passed(self.now) - self.office.passed(task.entered))

    # ---- who works

    def _pools(self, role: int) -> list[int]:
        starts = self.of.pool_roles
        return [
            pool
            for pool in range(self.of.pools)
            for pair in range(starts[pool], starts[pool + 1])
            if self.of.pair_role[pair] == role
        ]

    def _roles(self, pool: int) -> list[int]:
        """The roles that a pool may act in today."""
        pairs = range(self.of.pool_roles[pool], self.of.pool_roles[pool + 1])
        return [int(self.of.pair_role[pair]) for pair in pairs if self._acts_today(int(self.of.pair_mask[pair]))]

    def _pool_can(self, pool: int, role: int) -> bool:
        return self.calendars[pool].is_open(self.now) and role in self._roles(pool)

    def _wait_for_opening(self, pool: int) -> None:
        """When the pool next opens to act in a role for which something waits, it looks for work."""
        calendar, opening = self.calendars[pool], self.openings[pool]
        pairs = range(self.of.pool_roles[pool], self.of.pool_roles[pool + 1])
        masks = [int(self.of.pair_mask[pair]) for pair in pairs if any(self.queues[self.of.pair_role[pair]])]
        at = calendar.next_opening(self.now)
        end = self.now + 2 * YEAR
        while at <= end and not any(self._acts_on(mask, at) for mask in masks):
            at = calendar.next_opening(at)
        if at <= end and (opening is None or at < opening[0]):
            self.openings[pool] = self._plan(at, "opening", pool)

    def _take_next(self, pool: int) -> bool:
        """A holder of the pool takes up what is first in the best lane of all of its roles, if there is something."""
        firsts = []
        for place, role in enumerate(self._roles(pool)):
            lane = next((number for number, lane in enumerate(self.queues[role]) if lane), None)
            if lane is not None:
                task = self.queues[role][lane][0]
                firsts.append((lane, task.entered, place, task))
        if not firsts:
            return False
        task = min(firsts, key=lambda one: one[:3])[3]
        self._stop_waiting(task)
        self._take_up(task, pool)
        return True

    def _take_up(self, task: Task, pool: int) -> None:
        of, hop, calendar = self.of, task.hop, self.calendars[pool]
        self.idle[pool] -= 1
        a, b, c, d = self._luck(task, WORK)
        task.work = duration(int(of.hop_service[hop]), float(of.hop_hours[hop]), float(of.hop_variation[hop]), a)
        if of.hop_limit[hop]:
            task.verdict = "limit"
        elif b < of.hop_exception[hop]:
            task.verdict = "exception"
        elif c < of.hop_disagreement[hop]:
            task.verdict = "disagreement"
        elif d < of.hop_rework[hop]:
            task.verdict = "sent_back"
        elif d < of.hop_rework[hop] + of.hop_refusal[hop]:
            task.verdict = "refused"
        else:
            task.verdict = "done"
        task.pool, task.started = pool, calendar.passed(self.now)
        end = max(calendar.when(task.started + task.work * (1.0 / float(of.pool_share[pool]))), self.now)
        task.end = self._plan(end, "end", task)
        if of.hop_binds[hop] == UNTIL_DONE and end > task.due:
            task.deadline = task.deadline or self._plan(task.due, "deadline", task)
        else:
            task.deadline = None

    def _free_holder(self, task: Task) -> None:
        assert task.pool is not None
        pool, role, calendar = task.pool, int(self.of.hop_role[task.hop]), self.calendars[task.pool]
        work = (calendar.passed(self.now) - task.started) * float(self.of.pool_share[pool])
        work = min(work, task.work)
        task.case.cost += work * float(self.of.role_cost[role])
        if self._counts(task.case):
            self.tally["worked", role] += work
        self.idle[pool] += 1
        self._look_for_work(pool)

    def _look_for_work(self, pool: int) -> None:
        if self.calendars[pool].is_open(self.now):
            while self.idle[pool] and self._take_next(pool):
                pass
        pairs = range(self.of.pool_roles[pool], self.of.pool_roles[pool + 1])
        if self.idle[pool] and any(any(self.queues[self.of.pair_role[pair]]) for pair in pairs):
            self._wait_for_opening(pool)

    # ---- events

    def _on_opening(self, pool: int, event: Event) -> None:
        if self.openings[pool] is event:
            self.openings[pool] = None
            self._look_for_work(pool)

    def _on_end(self, task: Task, event: Event) -> None:
        if task.end is not event:
            return
        case, of = task.case, self.of
        task.end = task.deadline = None
        self._free_holder(task)
        if task.verdict == "sent_back" and case.round < MOST:
            self._count("returns", task)
            self._walk(case, task.hop, "sent_back")
            del case.tasks[task.step - int(of.stage_steps[case.stage])]
            self._withdraw_below(case, 0)
            case.stage, case.round = self._first_stage(case), case.round + 1
            self._open_stage(case)
            return
        if task.verdict == "refused":
            self._count("refusals", task)
            self._decided_by(task)
            del case.tasks[task.step - int(of.stage_steps[case.stage])]
            self._withdraw_below(case, 0)
            self._end(case, "refused")
            return
        if task.verdict in ("exception", "limit", "disagreement"):
            target = self._next(task, of.hop_settles if task.verdict == "disagreement" else of.hop_above)
            if target is not None and task.moves < MOST:
                self._count(task.verdict + "s", task)
                self._move(task, target, task.verdict)
                self._to_who_is_there(task)
                self._enter(task)
                return
            kind = "disagreements_at_top" if task.verdict == "disagreement" else "exceptions_at_top"
            self._count(kind, task)
        self._count("finished", task)
        self._decided_by(task)
        self._step_done(task)

    def _decided_by(self, task: Task) -> None:
        if self.of.step_decides[task.step]:
            level = int(self.of.role_level[self.of.hop_role[task.hop]])
            task.case.level = max(level, -1 if task.case.level is None else task.case.level)
            task.case.moves = max(task.case.moves, task.moves)

    def _on_deadline(self, task: Task, event: Event) -> None:
        if task.deadline is not event:
            return
        case, of, hop = task.case, self.of, task.hop
        task.deadline = None
        if of.hop_outcome[hop] == ESCALATE:
            target = self._next(task, of.hop_late)
            if target is None or task.moves >= MOST:
                task.due = math.inf
                self._count("timeouts_at_top", task)
                return
            self._count("timeouts", task)
            self._withdraw(task)
            self._move(task, target, "time_out")
            self._to_who_is_there(task)
            self._enter(task)
        elif of.hop_outcome[hop] == APPROVE:
            self._count("silences", task)
            self._withdraw(task)
            if of.step_decides[task.step]:
                case.outcome = "by_silence"
            self._step_done(task)
        else:
            self._count("rejections", task)
            self._withdraw_below(case, 0)
            self._end(case, "rejected")

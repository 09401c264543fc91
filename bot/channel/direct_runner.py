"""Runs Rasa's prediction graph without Dask's scheduler."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.graph import ExecutionContext, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

from bot.channel.decided import find_memories, is_decided
from bot.channel.rule_index import index_rules

# A node's name and its result, as nodes expect them from their parents.
Named = tuple[str, Any]


class DirectGraphRunner(GraphRunner):
    """Calls the nodes one after the other, in an order found once per target.

    Rasa cuts the graph, writes the tracker into a log line nobody reads and has Dask
    plan anew for each of the three or four runs of a turn
    (rasa/engine/runner/dask.py:74-99), although the graph never changes.
    """

    def __init__(self, runner: DaskGraphRunner) -> None:
        """Takes the loaded nodes over from Rasa's runner."""
        self._schema: GraphSchema = runner._graph_schema
        self._nodes: dict[str, Callable[..., Named]] = runner._instantiated_nodes
        self._memories = find_memories(runner._instantiated_nodes)
        self._orders: dict[tuple[str, ...], list[str]] = {}
        index_rules(runner._instantiated_nodes)

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> DirectGraphRunner:
        """See parent class."""
        return cls(
            DaskGraphRunner.create(
                graph_schema, model_storage, execution_context, hooks
            )
        )

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """See parent class."""
        wanted = targets or self._schema.target_names
        results: dict[str, Named] = {
            name: (name, value) for name, value in (inputs or {}).items()
        }
        for name in self._order(tuple(wanted)):
            if name in self._memories and is_decided(self._memories[name], results):
                results[name] = (name, None)
                continue
            parents = self._schema.nodes[name].needs.values()
            # Like Dask, hands on the bare name of a parent that gave nothing.
            results[name] = self._nodes[name](*(results.get(p, p) for p in parents))
        return {name: results[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> Sequence[str]:
        if targets not in self._orders:
            needed = self._schema.minimal_graph_schema(list(targets)).nodes
            order: dict[str, None] = {}

            def visit(name: str) -> None:
                if name in needed and name not in order:
                    # Memories last: by then another policy may have decided.
                    parents = needed[name].needs.values()
                    for parent in sorted(parents, key=self._memories.__contains__):
                        visit(parent)
                    order[name] = None

            for name in targets:
                visit(name)
            self._orders[targets] = list(order)
        return self._orders[targets]


def run_directly(agent: Agent) -> None:
    """Replaces the runner of a loaded agent; leaves another kind of runner alone."""
    if isinstance(agent.processor.graph_runner, DaskGraphRunner):
        agent.processor.graph_runner = DirectGraphRunner(agent.processor.graph_runner)

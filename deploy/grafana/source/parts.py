"""What the dashboards are made of: panels with unit, description, thresholds and an empty state, all of them required.

The types are Grafana's own (its foundation SDK): what is not in Grafana's schema cannot be written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    heatmap,
    prometheus,
    stat,
    statetimeline,
    table,
    timeseries,
)
from grafana_foundation_sdk.builders import dashboard as dash
from grafana_foundation_sdk.models import common as kinds
from grafana_foundation_sdk.models import dashboard as model
from grafana_foundation_sdk.models.heatmap import HeatmapColorMode
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

DATASOURCE = model.DataSourceRef(type_val="prometheus", uid="tocsin-prometheus")
WIDE, HALF, THIRD, QUARTER = 24, 12, 8, 6
LOW, MIDDLE, TALL = 4, 8, 11
"""Spans in Grafana's 24 columns, heights in its rows of 30 pixels."""

GREEN, AMBER, RED, BLUE, GREY = "green", "orange", "red", "blue", "#8e8e8e"
Steps = Sequence[tuple[float | None, str]]
PLAIN: Steps = ((None, BLUE),)
NONE_IS_GOOD: Steps = ((None, GREEN), (1, RED))


@dataclass(frozen=True)
class Query:
    """One query: PromQL, how its series are named, and whether it is asked for this moment or over time."""

    expr: str
    legend: str = ""
    instant: bool = False
    format: PromQueryFormat = PromQueryFormat.TIME_SERIES


@dataclass(frozen=True)
class About:
    """What every panel must have. empty: what it says where there is nothing; steps: thresholds, from the lowest."""

    title: str
    description: str
    unit: str
    empty: str
    steps: Steps = PLAIN
    decimals: int | None = None
    width: int = HALF
    height: int = MIDDLE


def grown(series: str, window: str) -> str:
    """How much counters grew, also those that began in the window: increase() misses what they began with."""
    return f"(({series} unless {series} offset {window}) or increase({series}[{window}]))"


def single(about: About, *queries: Query, trend: bool = False, calc: str = "lastNotNull") -> Any:
    """Big numbers, legible on a wall; the threshold colours the number."""
    panel = (
        stat.Panel()
        .reduce_options(common.ReduceDataOptions().calcs([calc]).values(False))
        .graph_mode(kinds.BigValueGraphMode.AREA if trend else kinds.BigValueGraphMode.NONE)
        .color_mode(kinds.BigValueColorMode.VALUE)
        .text_mode(kinds.BigValueTextMode.AUTO)
    )
    return _finish(panel, replace(about, height=LOW), queries)


def lines(about: About, *queries: Query, steps_shown: bool = False, stacked: bool = False) -> Any:
    """Lines over time, with a legend that is a table of last and highest values."""
    panel = (
        timeseries.Panel()
        .draw_style(kinds.GraphDrawStyle.LINE)
        .line_width(2)
        .fill_opacity(40 if stacked else 8)
        .show_points(kinds.VisibilityMode.NEVER)
        .span_nulls(False)
    )
    if steps_shown:
        style = common.GraphThresholdsStyleConfig().mode(kinds.GraphThresholdsStyleMode.DASHED)
        panel = panel.thresholds_style(style)
    return _over_time(panel, about, queries, ["lastNotNull", "max"], stacked)


def bars(about: About, *queries: Query) -> Any:
    """Counts over time as stacked bars, one bar an interval."""
    panel = (
        timeseries.Panel()
        .draw_style(kinds.GraphDrawStyle.BARS)
        .fill_opacity(80)
        .line_width(0)
        .show_points(kinds.VisibilityMode.NEVER)
        .interval("1m")
    )
    return _over_time(panel, about, queries, ["sum"], stacked=True)


def ranking(about: About, *queries: Query, scale: bool = False) -> Any:
    """One horizontal bar a series, for this moment. scale: colours go with the value, by the thresholds."""
    panel = (
        bargauge.Panel()
        .orientation(kinds.VizOrientation.HORIZONTAL)
        .display_mode(kinds.BarGaugeDisplayMode.GRADIENT if scale else kinds.BarGaugeDisplayMode.BASIC)
        .value_mode(kinds.BarGaugeValueMode.TEXT)
        .show_unfilled(True)
        .min(0)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]).values(False))
    )
    return _finish(panel, about, [replace(query, instant=True) for query in queries])


def timeline(about: About, states: dict[str, tuple[str, str]], *queries: Query) -> Any:
    """What state each series was in, and when; states: text and colour by value."""
    panel = (
        statetimeline.Panel()
        .show_value(kinds.VisibilityMode.AUTO)
        .row_height(0.8)
        .merge_values(True)
        .fill_opacity(75)
        .legend(common.VizLegendOptions().show_legend(False))
        .mappings([_mapping(states)])
    )
    return _finish(panel, about, queries)


def density(about: About, query: Query) -> Any:
    """A histogram's buckets over time: where the values lie, not only their percentiles."""
    panel = (
        heatmap.Panel()
        .calculate(False)
        .color(heatmap.HeatmapColorOptions().mode(HeatmapColorMode.SCHEME).scheme("Oranges").steps(64).exponent(0.5))
        .y_axis(heatmap.YAxisConfig().unit(about.unit))
        .hide_legend()
        .interval("1m")
    )
    return _finish(panel, about, [replace(query, format=PromQueryFormat.HEATMAP)])


def rows(about: About, order: dict[str, str], fields: dict[str, dict[str, str]], sort_by: str, *queries: Query) -> Any:
    """A table joined by ``incident``. order: name by column; fields: options by name; sort_by: a name."""
    panel = table.Panel().cell_height(kinds.TableCellHeight.MD)
    joined = [replace(query, instant=True, format=PromQueryFormat.TABLE) for query in queries]
    hidden = {f"Time{mark}": True for mark in ("", *(f" {number}" for number in range(1, len(queries) + 1)))}
    for name, options in (
        ("joinByField", {"byField": "incident", "mode": "outer"}),
        (
            "organize",
            {
                "excludeByName": {**hidden, "incident": True},
                "indexByName": {column: index for index, column in enumerate(order)},
                "renameByName": order,
            },
        ),
        ("sortBy", {"fields": {}, "sort": [{"field": sort_by, "desc": True}]}),
    ):
        panel = panel.with_transformation(model.DataTransformerConfig(id_val=name, options=options))
    for name, options in fields.items():
        values = [model.DynamicConfigValue(id_val=option, value=value) for option, value in options.items()]
        panel = panel.override_by_name(name, values)
    return _finish(panel, about, joined)


def variable(name: str, label: str, query: str) -> Any:
    """A choice above the dashboard, several at once, all by default; its values are those of a label."""
    return (
        dash.QueryVariable(name)
        .label(label)
        .datasource(DATASOURCE)
        .query(query)
        .refresh(model.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(model.VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(".*")
        .current(model.VariableOption(selected=True, text=["All"], value=["$__all"]))
    )


def board(uid: str, title: str, description: str, period: str) -> Any:
    """An empty dashboard: read-only, in UTC, with links to the others and the alerts of Prometheus marked in time."""
    return (
        dash.Dashboard(title)
        .uid(uid)
        .description(description)
        .tags(["tocsin"])
        .timezone("utc")
        .readonly()
        .refresh("15s")
        .time(f"now-{period}", "now")
        .tooltip(model.DashboardCursorSync.CROSSHAIR)
        .link(dash.DashboardLink("Tocsin").type(model.DashboardLinkType.DASHBOARDS).tags(["tocsin"]).keep_time(True))
        .annotation(
            dash.AnnotationQuery()
            .name("Alert rules that fire")
            .datasource(DATASOURCE)
            .enable(True)
            .icon_color(RED)
            .expr('ALERTS{alertstate="firing"}')
        )
    )


def fill(made: Any, parts: Sequence[Any]) -> Any:
    """The dashboard with these headlines and panels, from left to right and then down."""
    for part in parts:
        made = made.with_row(part) if isinstance(part, dash.Row) else made.with_panel(part)
    return made


def row(title: str) -> Any:
    """A headline between panels."""
    return dash.Row(title)


def _over_time(panel: Any, about: About, queries: Sequence[Query], calcs: list[str], stacked: bool) -> Any:
    if stacked:
        panel = panel.stacking(common.StackingConfig().mode(kinds.StackingMode.NORMAL))
    legend = (
        common.VizLegendOptions()
        .display_mode(kinds.LegendDisplayMode.TABLE)
        .placement(kinds.LegendPlacement.BOTTOM)
        .show_legend(True)
        .calcs(calcs)
    )
    tooltip = common.VizTooltipOptions().mode(kinds.TooltipDisplayMode.MULTI).sort(kinds.SortOrder.DESCENDING)
    return _finish(panel.legend(legend).tooltip(tooltip).axis_soft_min(0), about, queries)


def _finish(panel: Any, about: About, queries: Sequence[Query]) -> Any:
    steps = [model.Threshold(value=value, color=color) for value, color in about.steps]
    panel = (
        panel.title(about.title)
        .description(about.description)
        .datasource(DATASOURCE)
        .unit(about.unit)
        .no_value(about.empty)
        .thresholds(dash.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(steps))
        .height(about.height)
        .span(about.width)
    )
    scheme = model.FieldColorModeId.PALETTE_CLASSIC if len(steps) == 1 else model.FieldColorModeId.THRESHOLDS
    if not isinstance(panel, timeseries.Panel):
        panel = panel.color_scheme(dash.FieldColor().mode(scheme))
    if about.decimals is not None:
        panel = panel.decimals(about.decimals)
    for index, query in enumerate(queries):
        panel = panel.with_target(_target(query, chr(ord("A") + index)))
    return panel


def _target(query: Query, ref: str) -> Any:
    target = prometheus.Dataquery().expr(query.expr).ref_id(ref).format(query.format).datasource(DATASOURCE)
    if query.legend:
        target = target.legend_format(query.legend)
    return target.instant() if query.instant else target.range()


def _mapping(words: dict[str, tuple[str, str]]) -> Any:
    options = {
        value: model.ValueMappingResult(text=text, color=color, index=index)
        for index, (value, (text, color)) in enumerate(words.items())
    }
    return model.ValueMap(options=options)

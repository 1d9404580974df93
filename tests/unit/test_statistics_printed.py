"""What is printed: adjusted p, wording, tables to HTML and Word, figures with their data."""

import docx
import pytest
from statsmodels.stats.multitest import multipletests

from kinwork.statistics import BadData, Summary, adjust, compare_counts, compare_groups
from kinwork.statistics.figures import consort, forest, slope, small_multiples, tornado
from kinwork.statistics.regression import linear
from kinwork.statistics.results import Estimate, Interval
from kinwork.statistics.tables import comparison_table, regression_table
from kinwork.statistics.wording import p_value, stars

GHQ = compare_groups([Summary("LA1", 40, 9.88, 2.98), Summary("LA3", 38, 12.82, 6.78)])
CARE = compare_counts([[11, 16], [5, 11]], groups=["LA1", "LA3"])


@pytest.mark.parametrize(("ours", "theirs"), [("holm", "holm"), ("benjamini-hochberg", "fdr_bh")])
def test_adjusted_p_is_statsmodels(ours, theirs):
    p = [0.01, 0.04, 0.03, 0.005, 0.6, 0.04]
    assert adjust(p, ours) == pytest.approx(list(multipletests(p, method=theirs)[1]))


def test_stars_and_p_as_printed():
    assert [stars(p) for p in (0.0009, 0.009, 0.049, 0.05)] == ["***", "**", "*", ""]
    assert stars(0.07, trend=True) == "+"
    assert p_value(0.0004) == "p < .001"


def test_a_comparison_table_in_html_and_word(tmp_path):
    table = comparison_table([GHQ, CARE], title="Well-being & care")
    html = table.html()
    assert "9.88 (2.98), n = 40" in html
    assert "Well-being &amp; care" in html
    table.docx(tmp_path / "table.docx")
    written = docx.Document(str(tmp_path / "table.docx")).tables[0]
    assert written.cell(0, 0).text == "Outcome"
    assert written.cell(1, 1).text == "9.88 (2.98), n = 40"
    assert any("* p < .05" in note for note in table.notes)


def test_tables_of_other_groups_do_not_mix():
    other = compare_groups([Summary("a", 40, 9.88, 2.98), Summary("b", 38, 12.82, 6.78)])
    with pytest.raises(BadData, match="other groups"):
        comparison_table([GHQ, other], title="x")


def test_a_regression_table_shows_n_below():
    cases = {"y": [1.0, 3, 2, 5, 4, 6], "x": [1.0, 2, 3, 4, 5, 6]}
    table = regression_table([linear(cases, "y", ["x"])], title="Models")
    assert table.data["Predictor"].to_list() == ["constant", "x", "n", "Clusters"]
    assert table.data["(1) y"][2] == "6"


FIGURES = {
    "forest": lambda: forest({"GHQ": Estimate("g", 0.4, Interval(0.1, 0.7))}, title="Effects"),
    "slope": lambda: slope({"a": 3.0, "b": 2.0}, {"a": 4.0, "b": 1.5}, title="T1 to T2"),
    "panels": lambda: small_multiples({"LA1": {"visits": [1, 2, 3]}, "LA2": {"visits": [2, 2, 1]}}, title="Visits"),
    "flow": lambda: consort([("Approached", 303), ("Returned", 175)], title="Flow"),
    "tornado": lambda: tornado({"q": (-100.0, 200.0), "care": (20.0, 60.0)}, 40.0, title="Swings"),
}


@pytest.mark.parametrize("kind", FIGURES)
def test_every_figure_draws_and_keeps_its_data(kind, tmp_path):
    figure = FIGURES[kind]()
    figure.save(tmp_path / "figure.svg")
    text = (tmp_path / "figure.svg").read_text()
    assert text.startswith("<svg")
    assert f"<title>{figure.title}</title>" in text
    assert (tmp_path / "figure.data.csv").read_text().count("\n") == len(figure.data) + 1


def test_a_png_too(tmp_path):
    FIGURES["forest"]().save(tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")


def test_the_flow_says_how_many_were_lost_and_never_grows():
    assert consort([("Approached", 303), ("Returned", 175)], title="x").data["lost"].to_list() == [0, 128]
    with pytest.raises(BadData, match="only loses"):
        consort([("Approached", 100), ("Returned", 175)], title="x")


def test_the_widest_swing_is_on_top():
    assert FIGURES["tornado"]().data["input"].to_list() == ["q", "q", "care", "care"]

using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Tests.ViewState.Filtering;

/// <summary>What is written in the box of a filter, and what of it is in force.</summary>
public sealed class FeedFilterTests
{
    private readonly FeedFilter _filter = new();
    private int _applied;

    public FeedFilterTests() => _filter.Applied += () => _applied++;

    [Fact]
    public void What_is_wrong_is_told_and_the_last_that_was_right_stays_in_force()
    {
        _filter.Type("len > 10");
        Assert.Null(_filter.InForce);
        _filter.Apply();
        _filter.Type("len > 10 and dir == up");
        _filter.Apply();
        Assert.Equal((1, "len > 10"), (_applied, _filter.InForce!.Text));
        Assert.Equal((21, 2), (_filter.Error!.Column, _filter.Error.Length));
        Assert.Equal("len > 10", _filter.Place.Text);
        _filter.Type("");
        _filter.Apply();
        Assert.Equal((2, null, null), (_applied, _filter.InForce, _filter.Error));
    }

    [Fact]
    public void A_clause_is_switched_off_and_on_and_removed_without_being_written_again()
    {
        _filter.Use("len > 10 and dir == in and text contains x");
        _filter.Toggle(_filter.Syntax.Clauses[1]);
        Assert.Equal("len > 10 and text contains x", _filter.InForce!.Text);
        Assert.Equal(new FilterPlace("len > 10 and dir == in and text contains x", "1"), _filter.Place);
        Assert.True(_filter.IsOff(_filter.Syntax.Clauses[1]));
        _filter.Remove(0);
        Assert.Equal(("text contains x", "dir == in and text contains x"), (_filter.InForce!.Text, _filter.Text));
        _filter.Toggle(_filter.Syntax.Clauses[0]);
        Assert.Equal("dir == in and text contains x", _filter.InForce!.Text);
        _filter.Remove(1);
        _filter.Toggle(_filter.Syntax.Clauses[0]);
        Assert.Equal((null, new FilterPlace("dir == in", "0")), (_filter.InForce, _filter.Place));
    }

    [Fact]
    public void A_link_brings_it_back_with_what_is_switched_off()
    {
        _filter.Use("len > 10 and dir == in");
        _filter.Toggle(_filter.Syntax.Clauses[0]);
        var other = new FeedFilter();
        other.GoTo(FilterPlace.Parse(_filter.Place.Text, _filter.Place.OffText)!);
        Assert.Equal((_filter.InForce, _filter.Place, 1), (other.InForce, other.Place, other.Revision));
        other.GoTo(other.Place);
        Assert.Equal(1, other.Revision);
        other.GoTo(new("dir == out", "7.x.-1"));
        Assert.Equal(("dir == out", new FilterPlace("dir == out", "")), (other.InForce!.Text, other.Place));
        other.GoTo(FilterPlace.None);
        Assert.Null(other.InForce);
        Assert.Null(FilterPlace.Parse(null, "1"));
    }

    [Fact]
    public void A_condition_is_added_to_what_is_there_and_what_is_wrong_makes_room()
    {
        _filter.Add("dir == in");
        _filter.Add("not len == 4");
        Assert.Equal("dir == in and not len == 4", _filter.InForce!.Text);
        _filter.Use("a or b");
        _filter.Add("dir == in");
        Assert.Equal("(a or b) and dir == in", _filter.InForce!.Text);
        _filter.Type("len > 5 and dir == up");
        _filter.Add("kind == event");
        Assert.Equal("len > 5 and kind == event", _filter.InForce!.Text);
    }

    [Theory]
    [InlineData("t", true)]
    [InlineData("tex", true)]
    [InlineData("text", true)]
    [InlineData("text ", true)]
    [InlineData("len > 4 a", true)]
    [InlineData("hello", false)]
    [InlineData("len > 4", false)]
    [InlineData("\"tex\"", false)]
    [InlineData("", false)]
    public void Half_a_condition_waits(string text, bool isHalf) => Assert.Equal(isHalf, FilterProposals.IsUnfinished(text, text.Length));

    [Fact]
    public void Filters_that_were_used_last_stand_first_once_and_there_are_not_too_many()
    {
        var recent = new RecentFilters();
        foreach (var i in Enumerable.Range(0, 30))
        {
            recent.Add($"len == {i}");
        }

        recent.Add("len == 20");
        recent.Add(" ");
        Assert.Equal((20, "len == 20", "len == 29"), (recent.List.Count, recent.List[0], recent.List[1]));
        var fresh = new RecentFilters();
        fresh.Add("len == 3");
        fresh.Recall(recent.List);
        Assert.Equal((20, "len == 3", "len == 20"), (fresh.List.Count, fresh.List[0], fresh.List[1]));
    }
}

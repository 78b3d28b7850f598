using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState.Palette;

namespace SocketLab.Web.Tests.ViewState.Palette;

/// <summary>A few letters find what is meant, and what was used last stands first.</summary>
public sealed class PaletteSearchTests
{
    private static readonly PaletteItem[] Items =
    [
        Item("Start or stop it"),
        Item("Show the statistics"),
        Item("Show the feed"),
        Item("New endpoint"),
        Item("Newest row, and follow"),
        Item("sensors", "127.0.0.1:9191 UDP listen"),
        Item("Stop all endpoints"),
    ];

    [Theory]
    [InlineData("stat", "Show the statistics")]
    [InlineData("STOP", "Stop all endpoints")]
    [InlineData("sts", "Show the statistics")]
    [InlineData("new e", "New endpoint")]
    [InlineData("ne", "New endpoint")]
    [InlineData("9191", "sensors")]
    [InlineData("udp sens", "sensors")]
    [InlineData("fol", "Newest row, and follow")]
    public void Letters_find_it(string typed, string expected) =>
        Assert.Equal(expected, PaletteSearch.Find(Items, typed, [])[0].Item.Title);

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        Assert.Empty(PaletteSearch.Find(Items, "xyz", []));
        Assert.Empty(PaletteSearch.Find(Items, "feed xyz", []));
    }

    [Fact]
    public void What_was_used_last_stands_first_before_anything_is_typed_and_among_equals()
    {
        Assert.Equal(Items, PaletteSearch.Find(Items, " ", []).Select(hit => hit.Item));
        Assert.Equal(
            ["sensors", "Show the feed", "Start or stop it"],
            PaletteSearch.Find(Items, "", ["sensors", "gone", "Show the feed"]).Take(3).Select(hit => hit.Item.Title)
        );
    }

    [Fact]
    public void The_letters_that_were_found_are_marked()
    {
        var hit = PaletteSearch.Find(Items, "feed sho", [])[0];
        Assert.Equal([("Sho", true), ("w the ", false), ("feed", true)], hit.Pieces);
        Assert.Equal("Newest row, and follow", string.Concat(PaletteSearch.Find(Items, "nrf", [])[0].Pieces.Select(piece => piece.Text)));
    }

    [Fact]
    public void An_action_is_a_line_of_the_list_of_keys_and_its_key_does_it()
    {
        var actions = KeyGroup.All.SelectMany(group => group.Actions).ToList();
        Assert.Contains(("n", "n", "New endpoint"), actions);
        Assert.Contains((" ", "space", "Pause or resume the feed"), actions);
        Assert.Contains(("j", "j", "Next row"), actions);

        // What needs two keys, or says two things, is no action.
        Assert.DoesNotContain(actions, action => action.What.Contains("Next and previous", StringComparison.Ordinal));
        Assert.DoesNotContain(actions, action => action.What == "Send");
        Assert.All(actions, action => Assert.Single(action.Key));
    }

    private static PaletteItem Item(string title, string detail = "") =>
        new(title, "Action", title, detail, null, () => Task.CompletedTask);
}

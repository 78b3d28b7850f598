using System.Text;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

/// <summary>What a search has found is marked in the line that a person sees, be it text with escapes or hexadecimal.</summary>
public sealed class ContentMarksTests
{
    [Theory]
    [InlineData(ContentStyle.Auto, SearchKind.Text, "temp", "\ttemp=é\nTEMP", @"\t[temp]=é\n[TEMP]")]
    [InlineData(ContentStyle.Auto, SearchKind.Hex, "0a", "a\nb", @"a[\n]b")]
    [InlineData(ContentStyle.Hex, SearchKind.Text, "b", "abab", "61 [62] 61 [62]")]
    [InlineData(ContentStyle.Hex, SearchKind.Hex, "61 62", "xab", "78 [61 62]")]
    [InlineData(ContentStyle.Text, SearchKind.Expression, "é.", "aéb", "a[éb]")]
    [InlineData(ContentStyle.Auto, SearchKind.Text, "end", "the end\r\n", "the [end]")]
    [InlineData(ContentStyle.Auto, SearchKind.Text, "none", "a\tb", @"a\tb")]
    public void A_message(ContentStyle style, SearchKind kind, string text, string message, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var marks = ContentMarks.OfMessage(PayloadSearch.Parse(kind, text), style, bytes);
        var runs = ContentMarks.Runs(ContentColumn.Format(style, bytes).Content, marks);
        Assert.Equal(expected, string.Concat(runs.Select(run => run.IsFound ? $"[{run.Text}]" : run.Text)));
    }

    [Fact]
    public void An_event_and_what_lies_beyond_the_line()
    {
        var search = PayloadSearch.Parse(SearchKind.Text, "reset");
        Assert.Equal("14+5", ContentMarks.OfEvent(search, "Connection é: reset"));
        var far = Encoding.UTF8.GetBytes(new string('x', 400) + "reset");
        Assert.Equal("", ContentMarks.OfMessage(search, ContentStyle.Auto, far));
        Assert.Equal([("xx", false, false)], ContentMarks.Runs("xx", "17+3"));
    }
}

using System.Text;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

public sealed class ContentColumnTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("H=42\\\r\n");
    private static readonly byte[] Binary = [0xaa, 0x55, 0x01];

    [Fact]
    public void Text_is_shown_as_text_and_numbers_as_numbers_unless_somebody_wants_otherwise()
    {
        Assert.Equal((@"H=42\\", @"\r\n"), ContentColumn.Format(ContentStyle.Auto, Text));
        Assert.Equal(("48 3d 34 32 5c 0d 0a", ""), ContentColumn.Format(ContentStyle.Hex, Text));
        Assert.Equal(("aa 55 01", ""), ContentColumn.Format(ContentStyle.Auto, Binary));
        Assert.Equal((@"\xaaU\x01", ""), ContentColumn.Format(ContentStyle.Text, Binary));
        Assert.Equal(("", ""), ContentColumn.Format(ContentStyle.Hex, []));
    }

    [Fact]
    public void Escapes_are_told_from_what_was_there() =>
        Assert.Equal([("a", false), (@"\\\n\x01", true), ("b", false), (@"\u{202e}", true)], EscapeRuns.Of(@"a\\\n\x01b\u{202e}"));
}

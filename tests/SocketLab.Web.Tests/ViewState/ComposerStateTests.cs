using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.ViewState;

public sealed class ComposerStateTests
{
    private readonly ComposerState _composer = new();

    [Fact]
    public void What_is_typed_is_counted_and_previewed()
    {
        _composer.Type(@"Hi\n");
        Assert.Equal(("3 bytes", "48 69 0a"), (_composer.Size, _composer.Preview));
        Assert.True(_composer.CanSend);
    }

    [Fact]
    public void An_error_names_its_column_and_nothing_can_be_sent()
    {
        _composer.Use(PayloadFormat.Hex);
        _composer.Type("0g");
        Assert.StartsWith("Column 2: ", _composer.Error, StringComparison.Ordinal);
        Assert.False(_composer.CanSend);
    }

    [Fact]
    public void History_walks_back_and_forth()
    {
        foreach (var text in (string[])["one", "two", "three", "two"])
        {
            _composer.Type(text);
            _composer.Remember();
        }

        _composer.Type("");
        _composer.Recall(-1);
        Assert.Equal("two", _composer.Text);
        _composer.Recall(-1);
        Assert.Equal("three", _composer.Text);
        _composer.Recall(-1);
        _composer.Recall(-1);
        Assert.Equal("one", _composer.Text);
        _composer.Recall(1);
        Assert.Equal("three", _composer.Text);
    }

    [Fact]
    public void A_draft_is_never_overwritten_by_history_and_recalled_text_leads_back_to_nothing()
    {
        _composer.Type("sent");
        _composer.Remember();
        _composer.Type("draft");
        _composer.Recall(-1);
        Assert.Equal("draft", _composer.Text);
        _composer.Type("");
        _composer.Recall(-1);
        Assert.Equal("sent", _composer.Text);
        _composer.Recall(1);
        Assert.Equal("", _composer.Text);
    }

    [Theory]
    [InlineData("127.0.0.1:9191", "127.0.0.1", 9191)]
    [InlineData(" [::1]:80 ", "::1", 80)]
    [InlineData("example.test:1", "example.test", 1)]
    public void A_destination_is_a_host_and_a_port(string text, string host, int port)
    {
        _composer.To = text;
        var to = _composer.Destination("10.0.0.1:1")!;
        Assert.Equal((host, port), (to.Host, to.Port));
    }

    [Fact]
    public void Without_a_destination_the_default_is_used()
    {
        Assert.Null(_composer.Destination(null));
        Assert.Equal(7, _composer.Destination("127.0.0.1:7")!.Port);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1:80")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData(":80")]
    public void What_is_no_destination_is_refused(string text)
    {
        _composer.To = text;
        Assert.Throws<FormatException>(() => _composer.Destination(null));
    }
}

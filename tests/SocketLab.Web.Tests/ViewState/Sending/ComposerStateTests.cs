using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class ComposerStateTests
{
    private readonly List<PayloadText> _sent = [];
    private readonly ComposerState _composer;

    public ComposerStateTests() => _composer = new(new FakeTimeProvider(), () => [.. _sent]);

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
        _sent.AddRange(new[] { "two", "three", "one" }.Select(text => new PayloadText { Data = text }));
        _composer.Recall(-1);
        Assert.Equal("two", _composer.Text);
        _sent.Insert(0, new PayloadText { Data = "sent by another meanwhile" });
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
        _sent.Add(new PayloadText { Data = "sent" });
        _composer.Type("draft");
        _composer.Recall(-1);
        Assert.Equal("draft", _composer.Text);
        _composer.Type("");
        _composer.Recall(-1);
        Assert.Equal("sent", _composer.Text);
        _composer.Recall(1);
        Assert.Equal("", _composer.Text);
    }

    [Fact]
    public void What_was_sent_comes_back_as_it_was_written()
    {
        _sent.Add(
            new PayloadText
            {
                Data = "00 {{counter}}",
                Format = PayloadFormat.Hex,
                Template = true,
                LineEnding = LineEnding.Cr,
                Encoding = PayloadEncoding.Latin1,
            }
        );
        _composer.Recall(-1);
        Assert.Equal(_sent[0], _composer.Written);
        Assert.Equal(("6 bytes", "00 00 00 00 01 0d"), (_composer.Size, _composer.Preview));
    }

    [Fact]
    public void Encoding_line_ending_and_template_change_the_bytes_of_the_same_text()
    {
        _composer.Type("é{{counter}}");
        Assert.Equal("13 bytes", _composer.Size);
        Assert.True(_composer.SuggestsTemplate);
        _composer.UseTemplate(true);
        _composer.Use(LineEnding.Crlf);
        Assert.Equal("c3 a9 31 0d 0a", _composer.Preview);
        Assert.False(_composer.SuggestsTemplate);
        _composer.Use(PayloadEncoding.Utf16Be);
        Assert.Equal("00 e9 00 31 00 0d 00 0a", _composer.Preview);
        Assert.Equal([0, 0xe9, 0, 0x31, 0, 0x0d, 0, 0x0a], _composer.ToBytes());
        _composer.Use(PayloadEncoding.Ascii);
        Assert.StartsWith("Column 1: ", _composer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_filled_in_anew_for_each_send()
    {
        _composer.UseTemplate(true);
        _composer.Type("{{uuid}}");
        Assert.NotEqual(_composer.ToBytes(), _composer.ToBytes());
    }

    [Fact]
    public void Placeholders_that_are_none_suggest_nothing()
    {
        _composer.Type("{{ mustache }}");
        Assert.False(_composer.SuggestsTemplate);
    }

    [Fact]
    public void Bytes_in_brackets_are_offered_and_taken_only_by_the_person()
    {
        _composer.Type("OK[0D 0A]");
        Assert.Equal(@"OK\x0d\x0a", _composer.Offer);
        Assert.Equal("9 bytes", _composer.Size);
        _composer.TakeOffer();
        Assert.Equal(("4 bytes", null), (_composer.Size, _composer.Offer));
        _composer.Use(PayloadFormat.Hex);
        _composer.Type("[0D]");
        Assert.Null(_composer.Offer);
    }

    [Fact]
    public void An_offer_that_was_refused_does_not_come_back_until_the_box_was_empty()
    {
        _composer.Type("OK[0D 0A]");
        _composer.RefuseOffer();
        _composer.Type("OK[0D 0A]!");
        Assert.Null(_composer.Offer);
        _composer.Type("");
        _composer.Type("OK[0D 0A]");
        Assert.NotNull(_composer.Offer);
    }

    [Fact]
    public void A_file_takes_the_place_of_the_text_which_stays()
    {
        _composer.Type("wrong\\");
        _composer.UseFile();
        Assert.Equal((null, false), (_composer.Error, _composer.CanSend));
        _composer.File = new("a.bin", 1_000_000);
        Assert.Equal(("1,000,000 bytes", true), (_composer.Size, _composer.CanSend));
        _composer.Use(PayloadFormat.Text);
        Assert.Equal(("wrong\\", false), (_composer.Text, _composer.CanSend));
    }

    [Fact]
    public void A_job_fills_a_template_in_for_each_message()
    {
        _composer.UseTemplate(true);
        _composer.Type("{{counter}}");
        var (source, bytes) = (_composer.ToSource(), new byte[64]);
        Assert.Equal("1", System.Text.Encoding.ASCII.GetString(bytes, 0, source.Write(bytes, 0)));
        Assert.Equal("2", System.Text.Encoding.ASCII.GetString(bytes, 0, source.Write(bytes, 1)));
        _composer.UseTemplate(false);
        Assert.True(_composer.ToSource().IsConstant);
    }

    [Fact]
    public void Base64_has_no_placeholders()
    {
        _composer.UseTemplate(true);
        _composer.Use(PayloadFormat.Base64);
        _composer.Type("SGk=");
        Assert.Equal((null, "2 bytes"), (_composer.Error, _composer.Size));
    }

    [Fact]
    public void Of_a_long_text_it_says_that_there_is_more()
    {
        _composer.Type(new string('x', PayloadPreview.MaxCharacters + 1));
        Assert.Equal("more than 262,144 bytes", _composer.Size);
        Assert.Equal(PayloadPreview.MaxCharacters + 1, _composer.ToBytes().Length);
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

using System.Text;
using Bunit;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.Components;

public sealed class InspectorTests : BunitContext
{
    public InspectorTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Without_a_selection_it_says_what_to_do() =>
        Assert.Contains("Select a row", Render<Inspector>().Markup, StringComparison.Ordinal);

    [Fact]
    public void An_evicted_entry_is_named_as_such() =>
        Assert.Contains("not kept any more", Render<Inspector>(p => p.Add(i => i.SelectedSequence, 12)).Markup, StringComparison.Ordinal);

    [Fact]
    public void Json_has_a_tab_of_its_own_and_other_text_has_none()
    {
        Assert.Equal(["Bytes", "Text", "JSON", "Details"], TabsOf(Message("""{"a":[1,2]}""")));
        Assert.Equal(["Bytes", "Text", "Details"], TabsOf(Message("{not json")));
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("{\"a\":\"\u00ff\"}")]
    [InlineData("{\"\u00ff\":1}")]
    public void Json_with_a_string_that_is_no_text_is_shown_as_bytes(string latin)
    {
        // Latin-1 makes one byte of U+00FF, and that byte is in no UTF-8. Such JSON may show as JSON or not, but it is shown.
        var message = Message(latin) with { Payload = Encoding.Latin1.GetBytes(latin) };
        Assert.Equal(["Bytes", "Text"], TabsOf(message).Take(2));
    }

    [Fact]
    public void A_long_payload_shows_its_start_and_the_rest_on_request()
    {
        var inspector = RenderInspector(Message(new string('x', 5000)));
        Assert.Equal(4096 / 8, inspector.FindAll(".hex div > span").Count);
        inspector
            .FindAll("button")
            .Single(button => button.TextContent.Contains("Show the other 904 bytes", StringComparison.Ordinal))
            .Click();
        Assert.Equal(5000 / 8, inspector.FindAll(".hex div > span").Count);
    }

    [Fact]
    public void XML_has_a_tab_of_its_own_as_well() => Assert.Equal(["Bytes", "Text", "XML", "Details"], TabsOf(Message("<a><b/></a>")));

    [Fact]
    public void Text_is_read_in_the_encoding_that_was_chosen()
    {
        var entry = Message("") with { Payload = new byte[] { 0xcf, 0xf0, 0xe8 } };
        var reading = new ByteReading();
        reading.Use(PayloadEncoding.Windows1251);
        var inspector = Render<Inspector>(p => p.Add(i => i.Entry, entry).Add(i => i.Reading, reading).Add(i => i.Tab, InspectorTab.Text));
        Assert.Equal("При", inspector.Find("[data-testid=text]").TextContent);
        inspector.Find("[data-testid=read-encoding]").Change("Koi8R");
        Assert.Equal("оПХ", inspector.Find("[data-testid=text]").TextContent);
        Assert.Equal(PayloadEncoding.Koi8R, reading.Encoding);
    }

    [Fact]
    public void What_is_selected_is_copied_in_every_way()
    {
        var copied = new List<string>();
        var reading = new ByteReading();
        reading.Select(1, 2);
        var inspector = Render<Inspector>(p =>
            p.Add(i => i.Entry, Message("a\"bc")).Add(i => i.Reading, reading).Add(i => i.OnCopy, copied.Add)
        );
        inspector.Find("[data-testid=copy-expression]").Click();
        for (var i = 0; i < 4; i++)
        {
            inspector.FindAll("[aria-label='Copy as: the selected bytes'] [role=menuitem]")[i].Click();
        }

        Assert.Equal(["bytes[1:2]", "\"b", "22 62", "unsigned char bytes[] = {\n  0x22, 0x62,\n};", "b\"\\\"b\""], copied);
    }

    [Fact]
    public void A_message_too_short_for_the_selection_says_so()
    {
        var reading = new ByteReading();
        reading.Select(10, 2);
        var inspector = Render<Inspector>(p => p.Add(i => i.Entry, Message("abc")).Add(i => i.Reading, reading));
        Assert.Contains("too short to have these bytes", inspector.Markup, StringComparison.Ordinal);
        Assert.Empty(inspector.FindAll("[data-testid=values]"));
    }

    [Fact]
    public void The_button_for_comparing_says_what_it_does_next()
    {
        var held = new List<bool>();
        var inspector = Render<Inspector>(p => p.Add(i => i.Entry, Message("abc")).Add(i => i.OnHold, held.Add));
        Assert.StartsWith("Hold to compare", Verb(), StringComparison.Ordinal);
        inspector.Find("[data-testid=hold]").Click();
        inspector.Render(p => p.Add(i => i.IsHeld, true));
        Assert.StartsWith("Compare with none", Verb(), StringComparison.Ordinal);
        inspector.Render(p => p.Add(i => i.IsHeld, false).Add(i => i.Compared, "<b class=two>two</b>"));
        Assert.StartsWith("Compare with the held one", Verb(), StringComparison.Ordinal);
        Assert.Empty(inspector.FindAll(".two"));
        inspector.Find("[data-testid=hold]").Click();
        Assert.Single(inspector.FindAll(".two"));
        Assert.StartsWith("Hold this one instead", Verb(), StringComparison.Ordinal);
        Assert.Equal([true], held);

        string Verb() => inspector.Find("[data-testid=hold]").TextContent;
    }

    [Fact]
    public void An_event_shows_its_message_and_figures_and_no_bytes()
    {
        var entry = new Entry
        {
            Sequence = 3,
            Time = DateTime.UnixEpoch,
            Kind = EntryKind.Event,
            Event = new JournalEvent(EventType.Dropped, null, "37 datagrams dropped", new CountData(37)),
        };
        var inspector = RenderInspector(entry);
        Assert.Equal(["Details"], inspector.FindAll("[role=tab]").Select(tab => tab.TextContent));
        Assert.Contains("37 datagrams dropped", inspector.Markup, StringComparison.Ordinal);
        Assert.Contains("receive buffer", inspector.Find(".what").TextContent, StringComparison.Ordinal);
    }

    private static Entry Message(string text) =>
        new()
        {
            Sequence = 1,
            Time = DateTime.UnixEpoch,
            Kind = EntryKind.Datagram,
            Direction = EntryDirection.In,
            Length = text.Length,
            Payload = Encoding.UTF8.GetBytes(text),
        };

    private IEnumerable<string> TabsOf(Entry entry) => RenderInspector(entry).FindAll("[role=tab]").Select(tab => tab.TextContent);

    private IRenderedComponent<Inspector> RenderInspector(Entry entry) =>
        Render<Inspector>(parameters => parameters.Add(i => i.Entry, entry).Add(i => i.SelectedSequence, entry.Sequence));
}

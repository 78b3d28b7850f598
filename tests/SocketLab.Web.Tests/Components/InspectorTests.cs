using System.Text;
using Bunit;
using SocketLab.Core.Journal;
using SocketLab.Web.Components.Feed;

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

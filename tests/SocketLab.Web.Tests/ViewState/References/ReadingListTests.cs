using System.Reflection;
using System.Text.Json;
using Bunit;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.Components.Pages;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.References;

namespace SocketLab.Web.Tests.ViewState.References;

public sealed class ReadingListTests : BunitContext
{
    [Fact]
    public void Every_reference_that_an_explanation_can_name_stands_on_the_page()
    {
        var page = Render<ReadingPage>();
        var named = Explanations().SelectMany(explanation => explanation.Sources).Distinct().ToList();
        Assert.True(named.Count > 20);
        Assert.All(named, reference => Assert.Contains(reference, ReadingList.All));
        Assert.All(ReadingList.All, reference =>
            Assert.Contains(reference.Name, page.Find($"[id='{reference.Anchor}']").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_reference_is_on_the_list_once()
    {
        var fields = typeof(ReadingList)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Reference)field.GetValue(null)!)
            .ToList();
        Assert.Equal(fields.ToHashSet(), ReadingList.All.ToHashSet());
        Assert.Equal(fields.Count, ReadingList.All.Select(reference => reference.Anchor).Distinct().Count());
        Assert.All(fields, reference => Assert.True(reference.About.Length > 40));
    }

    [Fact]
    public void Every_figure_of_every_event_has_a_label_or_is_left_to_programs()
    {
        var names = typeof(EventData)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(EventData)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.Name != "EqualityContract")
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Distinct()
            .ToList();
        Assert.True(names.Count > 40);
        Assert.All(names, name => Assert.True(EventFigures.Knows(name), name));
    }

    [Fact]
    public void A_port_is_no_amount_and_a_time_has_a_unit()
    {
        var started = new StartedData { Address = "127.0.0.1", Port = 9191 };
        Assert.Equal([("Our address", "127.0.0.1"), ("Our port", "9191")], EventFigures.Of(started));
        Assert.Equal([("Attempt", "2"), ("Next attempt in", "0.5 s")], EventFigures.Of(new RetryData(2, 500)));
        var ended = new ConnectionEndedData("peerClosed", 1, 12_345) { PeerFinished = true };
        Assert.Equal(
            [("Received in all", "1 byte"), ("Sent in all", "12,345 bytes"), ("Peer had finished (FIN)", "yes")],
            EventFigures.Of(ended)
        );
    }

    private static IEnumerable<Explanation> Explanations()
    {
        PeerAddress[] peers = [PeerAddress.None, PeerAddress.FromUnix("")];
        string?[] codes = [null, "error", "peerClosed", "closed", "idle", "reset", "peerReset", "tooManyOpenFiles"];
        foreach (var (type, peer) in from type in Enum.GetValues<EventType>() from peer in peers select (type, peer))
        {
            foreach (var code in codes)
            {
                yield return Explanation.Of(Entry(EntryKind.Event, peer) with { Event = new(type, code, "", null) });
            }
        }

        foreach (var cut in (bool?[])[null, true, false])
        {
            var data = new PeerHalfClosedData { CloseNotify = cut };
            yield return Explanation.Of(Entry(EntryKind.Event, default) with { Event = new(EventType.PeerHalfClosed, null, "", data) });
        }

        foreach (var (kind, peer) in from kind in (EntryKind[])[EntryKind.Datagram, EntryKind.Data] from peer in peers select (kind, peer))
        {
            yield return Explanation.Of(Entry(kind, peer) with { Direction = EntryDirection.In });
            yield return Explanation.Of(Entry(kind, peer) with { Direction = EntryDirection.Out });
            yield return Explanation.Of(Entry(kind, peer) with { Direction = EntryDirection.In, UnexpectedPeer = true });
        }
    }

    private static Entry Entry(EntryKind kind, PeerAddress peer) =>
        new()
        {
            Sequence = 1,
            Time = DateTime.UnixEpoch,
            Kind = kind,
            Peer = peer,
        };
}

using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Tests.ViewState.Conversations;

public sealed class ConversationPlaceTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(IPEndPoint.Parse("127.0.0.1:50000"));

    [Fact]
    public void A_datagram_names_its_peer_and_our_address_where_that_is_one_host_s()
    {
        var local = LocalEnd.From(IPEndPoint.Parse("127.0.0.1:9191"), 1, isShared: false);
        Assert.Equal(new("one", "127.0.0.1:50000", "127.0.0.1:9191", ""), ConversationPlace.Of("one", Datagram(Peer, local)));
        var group = LocalEnd.From(IPEndPoint.Parse("239.1.2.3:9191"), 1, isShared: true);
        Assert.Equal(new("one", "127.0.0.1:50000", "", ""), ConversationPlace.Of("one", Datagram(Peer, group)));
        Assert.Null(ConversationPlace.Of("one", Datagram(PeerAddress.FromUnix(""), LocalEnd.None)));
        Assert.Null(ConversationPlace.Of("one", Datagram(PeerAddress.None, LocalEnd.None)));
    }

    [Theory]
    [InlineData("127.0.0.1:50000", "127.0.0.1:9191")]
    [InlineData("[fe80::1%2]:50000", "[::1]:9191")]
    [InlineData("[::1]:1", "")]
    [InlineData("unix:a b&c=1.sock", "")]
    public void Its_address_can_be_read_again_and_its_filters_too(string peer, string local)
    {
        var place = new ConversationPlace("one", peer, local, "");
        var query = new Uri(new Uri("http://localhost"), place.Address).Query.TrimStart('?').Split('&').Select(part => part.Split('='));
        var values = query.ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        Assert.Equal(place, ConversationPlace.Parse("one", values["peer"], values.GetValueOrDefault("local"), null));
        Assert.NotNull(FilterSyntax.Read(place.Messages).Filter);
        Assert.NotNull(FilterSyntax.Read(place.Filter).Filter);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.test:80")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:80 or len > 0")]
    public void What_is_no_address_names_no_conversation(string? peer)
    {
        Assert.Null(ConversationPlace.Parse("one", peer, null, null));
        Assert.Null(ConversationPlace.Parse("one", "127.0.0.1:1", peer is { Length: > 0 } ? peer : "x", null));
    }

    [Fact]
    public void A_connection_is_found_by_its_id_alone()
    {
        var id = ConnectionId.Next();
        var entry = Datagram(Peer, LocalEnd.None) with { Kind = EntryKind.Data, ConnectionId = id };
        var place = ConversationPlace.Of("one", entry)!;
        Assert.Equal($"conversations/one?connection={id}", place.Address);
        Assert.Equal($"conn == {id}", place.Filter);
    }

    private static Entry Datagram(PeerAddress peer, LocalEnd local) =>
        new()
        {
            Sequence = 1,
            Time = DateTime.UnixEpoch,
            Kind = EntryKind.Datagram,
            Peer = peer,
            Local = local,
        };
}

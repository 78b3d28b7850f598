using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>Whatever a page says of an endpoint it says of every kind, and of no kind that there is not.</summary>
public sealed class KindWordsTests : IAsyncDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly EndpointLab _lab = new();

    public static TheoryData<EndpointKind> Kinds => [.. KindTraits.WithSocket.Select(traits => traits.Kind)];

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_shown_by_its_traits(EndpointKind kind)
    {
        var traits = kind.Traits();
        var definition = new EndpointDefinition
        {
            Kind = kind,
            Remote = traits.NeedsRemote ? new() { Host = "127.0.0.1", Port = 9 } : null,
        };
        var endpoint = await _lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None);

        var card = EndpointCard.Of(endpoint, Now);
        Assert.Equal(traits.Badge, card.Badge);
        Assert.Equal(traits.Connects ? "Connect" : "Start", card.SwitchTitle);
        Assert.NotEmpty(card.Address);
        Assert.Equal(traits.CarriesDatagrams, LedgerLine.Of(kind, endpoint.Statistics).Dropped is not null);
        Assert.Equal(traits.AcceptsConnections, LedgerLine.Of(kind, endpoint.Statistics).ConnectionsOpen is not null);
        Assert.Equal(traits.AcceptsConnections, TrafficView.Of(kind, endpoint.Statistics, null).Rows.Any(row => row.Name == "Connections"));
        Assert.Equal(traits.Connects, ClientView.Of(endpoint.Definition, endpoint.Status, "", Now) is not null);
        Assert.Equal(traits.CarriesDatagrams, MulticastView.Of(endpoint.Definition).CanJoin);
        Assert.Empty(DestinationChoice.List([endpoint], endpoint, null));
        Assert.Equal(traits.NeedsRemote, Reach.Commands(endpoint).Count > 0);

        var form = EndpointForm.Fresh(new EndpointLimits());
        form.Use(kind);
        Assert.Equal(traits.DefaultLocal is not null, form.ToDefinition().Local is not null);
    }
}

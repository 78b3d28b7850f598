using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Every kind has its traits, and no place takes a kind that it does not know for another one.</summary>
public sealed class KindTraitsTests : IAsyncDisposable
{
    private const EndpointKind Unknown = (EndpointKind)99;

    private readonly EndpointLab _lab = new();

    public static TheoryData<EndpointKind> Kinds => [.. KindTraits.WithSocket.Select(traits => traits.Kind)];

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public void Every_kind_has_one_entry_with_words_of_its_own()
    {
        Assert.Equal(Enum.GetValues<EndpointKind>().Order(), KindTraits.All.Select(traits => traits.Kind).Order());
        foreach (Func<KindTraits, string> words in (Func<KindTraits, string>[])[one => one.Title, one => one.Badge, one => one.Purpose])
        {
            Assert.Distinct(KindTraits.All.Select(words));
            Assert.All(KindTraits.All, traits => Assert.NotEmpty(words(traits)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_can_be_defined_started_and_stopped(EndpointKind kind)
    {
        var traits = kind.Traits();
        using var server = Sockets.Listen();
        var definition = new EndpointDefinition
        {
            Kind = kind,
            Remote = traits.NeedsRemote ? EndpointLab.Remote(server.LocalEndPoint) : null,
        };
        Assert.Empty(DefinitionValidator.Validate(definition, new EndpointLimits()));
        var begin = traits.WaitsForOthers || traits.NeedsRemote ? traits.NamePrefix : traits.Title;
        Assert.StartsWith(begin, definition.WithDefaults().Name, StringComparison.Ordinal);
        Assert.Equal(
            (string[])(traits.NeedsRemote ? ["$.remote"] : []),
            DefinitionValidator.Validate(definition with { Remote = null }, new EndpointLimits()).Select(error => error.Path)
        );

        var endpoint = await _lab.StartAsync(definition);
        var started = Assert.Single(endpoint.Journal.Events(EventType.Started)).Event!;
        Assert.Equal(traits.Connects, ((StartedData)started.Data!).RemoteAddress is not null);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(EndpointState.Stopped, endpoint.State);
    }

    [Fact]
    public void An_unknown_kind_is_refused_and_not_taken_for_another()
    {
        var definition = new EndpointDefinition { Kind = Unknown };
        Assert.Equal(["$.kind"], DefinitionValidator.Validate(definition, new EndpointLimits()).Select(error => error.Path));
        Assert.Throws<ArgumentOutOfRangeException>(() => Unknown.IsUdp());
        Assert.Throws<ArgumentOutOfRangeException>(() => Unknown.IsListener());
        Assert.Throws<ArgumentOutOfRangeException>(() => definition.WithDefaults());

        using var journal = Sample.Journal();
        var transports = new SocketTransports(DestinationPolicy.Default, _lab.Certificates, NullLogger.Instance);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            transports.Create(new TransportOrder("id", definition, journal, new ConnectionTable()))
        );
    }
}

using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Endpoints;

/// <summary>Endpoints as capture files see them.</summary>
public static class EndpointCapture
{
    /// <summary>Our end of a connection, open, remembered or captured; none where nobody knows.</summary>
    public static PeerAddress LocalOf(this Endpoint endpoint, ConnectionId connection) =>
        endpoint.Connections.Find(connection)?.Local ?? endpoint.Captured?.Find(connection)?.Local ?? default;

    /// <summary>How an endpoint's streams are cut into frames; null where they are not, and for datagrams.</summary>
    public static FramingOptions? FramingOf(EndpointDefinition definition) =>
        definition.Kind.Traits().CarriesDatagrams || definition.Tcp.Framing.Mode == FramingMode.Raw ? null : definition.Tcp.Framing;

    /// <summary>The endpoint as one interface of a capture file.</summary>
    public static CaptureSource ToCaptureSource(this EndpointSupervisor supervisor, Endpoint endpoint)
    {
        var (definition, local) = (endpoint.Definition, BoundNow());
        return new()
        {
            Name = definition.Name,
            Description = $"{definition.Kind.Traits().Title} of SocketLab{(local.IsNone ? "" : $" at {local}")}",
            Journal = endpoint.Journal,
            IsUnix = definition.IsUnix,
            Framing = () => FramingOf(endpoint.Definition),
            Bound = BoundNow,
            LocalOf = endpoint.LocalOf,
            KernelDrops = () => endpoint.Statistics.KernelDrops,
            IsGone = () => supervisor.Find(endpoint.Id) is null,
        };

        PeerAddress BoundNow() => endpoint.Status.Bound is { } bound ? PeerAddress.From(bound) : default;
    }
}

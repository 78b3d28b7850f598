using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Replaying;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes what is asked for of the contract's request for a replay.</summary>
internal static class ReplayMapping
{
    /// <exception cref="InvalidRequestException">The id of a connection is none.</exception>
    public static ReplayOptions ToOptions(ReplayRequest request)
    {
        var source = request.Source;
        ConnectionId connection = default;
        if (source.ConnectionId is { } id && !ConnectionId.TryParse(id, out connection))
        {
            throw new InvalidRequestException("$.source.connectionId", "This is no id of a connection.");
        }

        return new()
        {
            EndpointId = source.EndpointId,
            RecordingId = source.RecordingId,
            Connection = connection,
            Filter = source.Filter,
            Sequences = source.Entries?.ToHashSet(),
            Direction = source.Direction switch
            {
                ReplayDirection.Out => EntryDirection.Out,
                null when source.Entries is not null => EntryDirection.None,
                _ => EntryDirection.In,
            },
            IsUdp = request.Protocol == OneShotProtocol.Udp,
            To = request.To,
            Speed = request.Speed,
            Rounds = request.Loop,
        };
    }
}

using SocketLab.Core.Statistics;

namespace SocketLab.Web.Api.Contracts;

/// <summary>What became of the sequence-stamped messages of one sender.</summary>
internal sealed record SequenceDto(
    AddressDto? Peer,
    string? ConnectionId,
    long Received,
    long Lost,
    long Reordered,
    long Duplicates,
    long TooLate,
    long Runs,
    long Highest,
    double JitterMicroseconds
)
{
    public static SequenceDto From(SequenceStatistics sender) =>
        new(
            AddressDto.From(sender.Peer),
            sender.ConnectionId.IsNone ? null : sender.ConnectionId.ToString(),
            sender.Received,
            sender.Lost,
            sender.Reordered,
            sender.Duplicates,
            sender.TooLate,
            sender.Runs,
            sender.Highest,
            sender.JitterMicroseconds
        );
}

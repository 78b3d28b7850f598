namespace SocketLab.Contracts;

/// <summary>What became of the sequence-stamped messages of one sender.</summary>
public sealed record SequenceDto(
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
);

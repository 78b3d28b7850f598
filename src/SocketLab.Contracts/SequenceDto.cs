namespace SocketLab.Contracts;

/// <summary>What became of the numbered messages of one sender.</summary>
public sealed record SequenceDto(
    AddressDto? Peer,
    string? ConnectionId,
    long Received,
    long Lost,
    long Reordered,
    long Duplicates,
    long TooLate,
    long Runs,
    ulong Highest,
    double JitterMicroseconds,
    RtpDto? Rtp
);

/// <summary>A source of RTP packets.</summary>
public sealed record RtpDto(uint Ssrc, int PayloadType, int ClockRate);

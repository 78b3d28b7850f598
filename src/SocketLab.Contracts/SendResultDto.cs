namespace SocketLab.Contracts;

/// <summary>What one send did.</summary>
public sealed record SendResultDto(int Messages, long Bytes, AddressDto? Local, AddressDto? Remote);

/// <summary>What a send with no endpoint did, and what came back.</summary>
public sealed record OneShotResultDto(int Messages, long Bytes, AddressDto? Local, AddressDto? Remote, IReadOnlyList<ReplyDto> Replies);

/// <summary>One datagram or one read that came back.</summary>
public sealed record ReplyDto(DateTime Time, AddressDto? Peer, int Length, ReadOnlyMemory<byte> Payload);

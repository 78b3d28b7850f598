using SocketLab.Core.Transport;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api.Contracts;

/// <summary>What one send did.</summary>
internal sealed record SendResultDto(int Messages, long Bytes, AddressDto? Local, AddressDto? Remote)
{
    public static SendResultDto From(SendOutcome.Sent sent) =>
        new(sent.Messages, sent.Bytes, AddressDto.From(sent.Local), AddressDto.From(sent.Remote));
}

/// <summary>What a send with no endpoint did, and what came back.</summary>
internal sealed record OneShotResultDto(int Messages, long Bytes, AddressDto? Local, AddressDto? Remote, IReadOnlyList<ReplyDto> Replies)
{
    public static OneShotResultDto From(OneShotResult result) =>
        new(
            result.Receipt.Messages,
            result.Receipt.Bytes,
            AddressDto.From(result.Receipt.Local),
            AddressDto.From(result.Receipt.Remote),
            [.. result.Replies.Select(reply => new ReplyDto(reply.Time, AddressDto.From(reply.Peer), reply.Payload.Length, reply.Payload))]
        );
}

/// <summary>One datagram or one read that came back.</summary>
internal sealed record ReplyDto(DateTime Time, AddressDto? Peer, int Length, ReadOnlyMemory<byte> Payload);

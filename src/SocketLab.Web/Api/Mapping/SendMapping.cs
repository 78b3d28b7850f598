using SocketLab.Contracts;
using SocketLab.Core.Transport;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of what was sent.</summary>
internal static class SendMapping
{
    extension(SendResultDto)
    {
        public static SendResultDto From(SendOutcome.Sent sent) =>
            new(sent.Messages, sent.Bytes, AddressDto.From(sent.Local), AddressDto.From(sent.Remote));
    }

    extension(OneShotResultDto)
    {
        public static OneShotResultDto From(OneShotResult result) =>
            new(
                result.Receipt.Messages,
                result.Receipt.Bytes,
                AddressDto.From(result.Receipt.Local),
                AddressDto.From(result.Receipt.Remote),
                [
                    .. result.Replies.Select(reply => new ReplyDto(
                        reply.Time,
                        AddressDto.From(reply.Peer),
                        reply.Payload.Length,
                        reply.Payload
                    )),
                ]
            );
    }
}

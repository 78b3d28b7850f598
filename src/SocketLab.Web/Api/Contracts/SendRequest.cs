using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;

namespace SocketLab.Web.Api.Contracts;

/// <summary>What to send from an endpoint or on a connection.</summary>
internal sealed record SendRequest
{
    public required PayloadRequest Payload { get; init; }

    /// <summary>Where a datagram goes. Streams take none.</summary>
    public RemoteAddress? To { get; init; }

    /// <summary>Which of the endpoint's connections it goes to; null: all that are open. For streams only.</summary>
    public IReadOnlyList<string>? ConnectionIds { get; init; }

    /// <summary>How often; null: once.</summary>
    public RepeatOptions? Repeat { get; init; }
}

/// <summary>Bytes, written down.</summary>
internal sealed record PayloadRequest
{
    public PayloadFormat Format { get; init; } = PayloadFormat.Text;

    public required string Data { get; init; }

    /// <summary>
    /// The bytes themselves, where the protocol can carry them; they take the place of <see cref="Data"/>. No property of the JSON.
    /// </summary>
    internal ReadOnlyMemory<byte>? Bytes { get; init; }

    public PayloadEncoding Encoding { get; init; } = PayloadEncoding.Utf8;

    /// <summary>Whether <c>{{…}}</c> in the data is filled in.</summary>
    public bool Template { get; init; }

    public LineEnding LineEnding { get; init; } = LineEnding.None;

    /// <summary>The bytes of one message. A single send is the first of its template.</summary>
    /// <exception cref="PayloadException">It stands for none.</exception>
    public ReadOnlyMemory<byte> ToBytes(TimeProvider time) => Bytes ?? ToText().ToBytes(time);

    /// <summary>What was written.</summary>
    public PayloadText ToText() =>
        new()
        {
            Format = Format,
            Data = Data,
            Encoding = Encoding,
            Template = Template,
            LineEnding = LineEnding,
        };
}

/// <summary>A send with no endpoint made first.</summary>
internal sealed record OneShotRequest
{
    public required OneShotProtocol Protocol { get; init; }

    public required RemoteAddress To { get; init; }

    public required PayloadRequest Payload { get; init; }

    /// <summary>How long to listen for answers, in milliseconds; 0: not at all.</summary>
    public int WaitForReplyMs { get; init; }
}

/// <summary>What one send did.</summary>
internal sealed record SendResultDto(int Messages, long Bytes, AddressDto? Local, AddressDto? Remote)
{
    public static SendResultDto From(SendReceipt receipt) =>
        new(receipt.Messages, receipt.Bytes, AddressDto.From(receipt.Local), AddressDto.From(receipt.Remote));
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

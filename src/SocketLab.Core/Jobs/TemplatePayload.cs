using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>A template, filled in anew for each message: its counter is the number of the message, from 1.</summary>
public sealed class TemplatePayload(PayloadTemplate template) : IPayloadSource
{
    /// <inheritdoc/>
    public int MaxLength => template.MaxLength;

    /// <inheritdoc/>
    public bool IsConstant => template.IsConstant;

    /// <inheritdoc/>
    public int Write(Span<byte> destination, long index) => template.Write(destination, index + 1);
}

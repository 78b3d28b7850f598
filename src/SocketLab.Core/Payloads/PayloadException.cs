namespace SocketLab.Core.Payloads;

/// <summary>What was written is not a payload; nothing was sent.</summary>
public sealed class PayloadException(string message, int position) : Exception(message)
{
    /// <summary>How many characters stand before the one at fault.</summary>
    public int Position { get; } = position;
}

namespace SocketLab.Core.Capture.Reading;

/// <summary>A file that is no capture, or a broken one.</summary>
/// <param name="message">What is wrong, in a sentence.</param>
/// <param name="offset">Where in the file it is wrong, in bytes from its start.</param>
public sealed class BadCaptureException(string message, long offset) : Exception(message)
{
    /// <summary>Where in the file it is wrong, in bytes from its start.</summary>
    public long Offset { get; } = offset;
}

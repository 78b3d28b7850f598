namespace SocketLab.Core.Capture.Writing;

/// <summary>The forms of a capture file by the two choices that people make: packets or messages, and one for each entry or each frame.
/// </summary>
public static class CaptureForms
{
    /// <summary>Why packets are not one for each frame.</summary>
    public const string NoFramesInPackets = "A packet a frame goes with messages only: TCP's own packets are cut by bytes, not by frames.";

    /// <summary>The form of these choices; null where they do not go together.</summary>
    public static CaptureForm? Of(bool asMessages, bool perFrame) =>
        (asMessages, perFrame) switch
        {
            (true, true) => CaptureForm.Frames,
            (true, false) => CaptureForm.Messages,
            (false, false) => CaptureForm.Packets,
            _ => null,
        };
}

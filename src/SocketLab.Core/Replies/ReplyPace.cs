namespace SocketLab.Core.Replies;

/// <summary>What <see cref="ReplyPace"/> says to one more answer.</summary>
internal enum PaceVerdict
{
    /// <summary>Send it.</summary>
    Send,

    /// <summary>Do not, and say that answering pauses from here.</summary>
    Pause,

    /// <summary>Do not: answering is paused.</summary>
    Paused,

    /// <summary>Send it, and say that answering goes on again.</summary>
    Resume,
}

/// <summary>Stops answering when answers come faster than a limit, as two sockets that echo each other make them.</summary>
/// <remarks>
/// Counts in windows of one second that begin with an answer. More than the limit in a window pauses; a window in which no more than
/// the limit would have been answered, or a second with none, ends the pause. Not for two threads at once.
/// </remarks>
internal sealed class ReplyPace(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private long _windowStart;
    private long _wanted;
    private bool _begun;

    /// <summary>Whether answering is paused.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether it is also paused at this moment, and not only until the next answer is wanted. For any thread.</summary>
    public bool IsPausedNow => IsPaused && time.GetElapsedTime(Volatile.Read(ref _windowStart)) < 2 * Window;

    /// <summary>One more answer is wanted.</summary>
    /// <param name="limit">Answers a second at most.</param>
    public PaceVerdict Next(int limit)
    {
        var resumed = false;
        var elapsed = _begun ? time.GetElapsedTime(_windowStart) : Window;
        if (elapsed >= Window)
        {
            resumed = IsPaused && (_wanted <= limit || elapsed >= 2 * Window);
            IsPaused &= !resumed;
            (_begun, _windowStart, _wanted) = (true, time.GetTimestamp(), 0);
        }

        _wanted++;
        if (IsPaused)
        {
            return PaceVerdict.Paused;
        }

        IsPaused = _wanted > limit;
        return IsPaused ? PaceVerdict.Pause
            : resumed ? PaceVerdict.Resume
            : PaceVerdict.Send;
    }
}

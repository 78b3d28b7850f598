namespace SocketLab.Core.Jobs;

/// <summary>When the bursts of a paced job are due. All times are nanoseconds of one monotonic clock.</summary>
internal interface IPaceSchedule
{
    /// <summary>From one burst to the next when all is even.</summary>
    double Interval { get; }

    /// <summary>How often the schedule began anew because the sender was too far behind.</summary>
    int Rebased { get; }

    /// <summary>How many bursts are due at <paramref name="now"/>; they are taken off the schedule.</summary>
    long TakeDue(long now);

    /// <summary>Whether nothing is due any more, now or later.</summary>
    bool IsOver(long now);

    /// <summary>
    /// Whether the end has passed by so much that what was due before it is not sent any more: who sends may never get it out.
    /// </summary>
    bool IsTooLate(long now);

    /// <summary>When something is due next, or the schedule is over.</summary>
    long NextWake();

    /// <summary>Stops the schedule's time.</summary>
    void Pause(long now);

    /// <summary>Goes on, with the next burst due at once.</summary>
    void Resume(long now);
}

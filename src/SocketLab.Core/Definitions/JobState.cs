namespace SocketLab.Core.Definitions;

/// <summary>Where a send job is in its life.</summary>
public enum JobState
{
    /// <summary>It sends.</summary>
    Running,

    /// <summary>It waits to be resumed; time does not count.</summary>
    Paused,

    /// <summary>It did all that was asked for.</summary>
    Completed,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>It could not go on; its error says why.</summary>
    Failed,
}

/// <summary>Questions about a state that several rooms ask.</summary>
public static class JobStates
{
    /// <summary>Whether it is over for good.</summary>
    public static bool IsEnded(this JobState state) => state is JobState.Completed or JobState.Cancelled or JobState.Failed;
}

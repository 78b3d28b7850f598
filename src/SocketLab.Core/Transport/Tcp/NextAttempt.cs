namespace SocketLab.Core.Transport.Tcp;

/// <summary>One attempt to connect that is still to come.</summary>
/// <param name="Attempt">Its number since the last connection that stood for a while, from 2: the first is the start itself.</param>
/// <param name="Pause">How long to wait before it.</param>
/// <param name="IsReported">Whether the journal has an event for it.</param>
/// <param name="IsLastReported">Whether the journal says nothing of later attempts until something changes.</param>
internal readonly record struct NextAttempt(int Attempt, TimeSpan Pause, bool IsReported, bool IsLastReported);

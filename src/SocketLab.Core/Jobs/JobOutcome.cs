using SocketLab.Core.Definitions;

namespace SocketLab.Core.Jobs;

/// <summary>How a job ends.</summary>
/// <param name="State">One of the states that are for good.</param>
/// <param name="Error">The code of what it failed for; null where it did not fail.</param>
internal sealed record JobOutcome(JobState State, string? Error);

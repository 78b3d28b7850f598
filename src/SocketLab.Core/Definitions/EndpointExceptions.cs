namespace SocketLab.Core.Definitions;

/// <summary>The definition is not valid; nothing was stored or started.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionError> errors) : Exception("The endpoint's definition is not valid.")
{
    /// <summary>Each input at fault.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

/// <summary>What was asked for needs the endpoint stopped (<see cref="MustBeRunning"/> false) or running (true).</summary>
public sealed class EndpointStateException : Exception
{
    /// <summary>Says what to do first.</summary>
    /// <param name="mustBeRunning">Whether the endpoint must be running; otherwise it must be stopped.</param>
    public EndpointStateException(bool mustBeRunning)
        : base(mustBeRunning ? "The endpoint is not running. Start it first." : "The endpoint is running. Stop it first.") =>
        MustBeRunning = mustBeRunning;

    private EndpointStateException(string message)
        : base(message) => MustBeRunning = true;

    /// <summary>Says that the endpoint is what a capture file had, which never runs.</summary>
    public static EndpointStateException OfCapture() =>
        new("This endpoint is what a capture file had. It has no socket: nothing can be sent from it.");

    /// <summary>Whether the endpoint must be running; otherwise it must be stopped.</summary>
    public bool MustBeRunning { get; }
}

/// <summary>The workspace could not be written; the message says why.</summary>
public sealed class NotSavedException(Exception inner) : Exception($"The workspace could not be saved: {inner.Message}", inner);

/// <summary>No such endpoint.</summary>
public sealed class EndpointNotFoundException(string id) : Exception($"There is no endpoint '{id}'.");

/// <summary>One of SocketLab's own limits is reached.</summary>
public sealed class LimitReachedException(string limit, long value) : Exception($"The limit {limit} of {value:N0} is reached.")
{
    /// <summary>The limit's name under <c>SocketLab:Limits</c>.</summary>
    public string Limit { get; } = limit;

    /// <summary>The value of the limit.</summary>
    public long Value { get; } = value;
}

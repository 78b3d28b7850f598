namespace SocketLab.Core.Faults;

/// <summary>A network fault, ready to show.</summary>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Message">What happened, in one sentence.</param>
/// <param name="Hint">What a person can do, in one sentence.</param>
public sealed record Fault(FaultCode Code, string Message, string Hint);

/// <summary>Carries a <see cref="Fault"/> to whoever asked for the work that failed.</summary>
public sealed class NetworkException : Exception
{
    /// <summary>Wraps a fault.</summary>
    public NetworkException(Fault fault, Exception? inner = null)
        : base(fault.Message, inner) => Fault = fault;

    /// <summary>The fault: what went wrong, and what can be done.</summary>
    public Fault Fault { get; }
}

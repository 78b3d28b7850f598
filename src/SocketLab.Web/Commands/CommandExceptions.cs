using SocketLab.Core.Faults;

namespace SocketLab.Web.Commands;

/// <summary>The caller may not do this.</summary>
public sealed class ForbiddenException() : Exception("Only an operator may do this.");

/// <summary>A certificate that is to be deleted is still named by an endpoint.</summary>
public sealed class CertificateInUseException(string endpoint) : Exception($"The endpoint '{endpoint}' uses this certificate.");

/// <summary>A start that was asked for left the endpoint faulted, or the system refused a running one a change.</summary>
public sealed class StartFaultedException(Fault fault) : Exception(fault.Message)
{
    /// <summary>What the system refused, and why.</summary>
    public Fault Fault { get; } = fault;
}

/// <summary>The body is of a kind that the call does not take.</summary>
public sealed class UnsupportedMediaTypeException(string expected) : Exception($"The body must be {expected}.");

/// <summary>A request's body is longer than a limit allows.</summary>
public sealed class BodyTooLongException(string limit, long value) : Exception($"A body of more than {value:N0} bytes is not taken here.")
{
    /// <summary>The limit's name under <c>SocketLab:Limits</c>.</summary>
    public string Limit { get; } = limit;

    /// <summary>The limit in bytes.</summary>
    public long Value { get; } = value;
}

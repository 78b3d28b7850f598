using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Web.Api;

/// <summary>The request is at fault; nothing was done.</summary>
internal sealed class InvalidRequestException(IReadOnlyList<DefinitionError> errors) : Exception("The request is not valid.")
{
    /// <summary>What an input of a later version is answered with.</summary>
    public const string NotYet = "This version of SocketLab cannot do this yet; leave it out.";

    /// <summary>One input at fault.</summary>
    public InvalidRequestException(string path, string message)
        : this([new(path, message)]) { }

    /// <summary>Each input at fault.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

/// <summary>The body is of a kind that the call does not take.</summary>
internal sealed class UnsupportedMediaTypeException(string expected) : Exception($"The body must be {expected}.");

/// <summary>The caller may not do this.</summary>
internal sealed class ForbiddenException : Exception;

/// <summary>A certificate that is to be deleted is still named by an endpoint.</summary>
internal sealed class CertificateInUseException(string endpoint) : Exception($"The endpoint '{endpoint}' uses this certificate.");

/// <summary>There is nothing by that id.</summary>
internal sealed class NotFoundException(string message) : Exception(message);

/// <summary>A start that was asked for left the endpoint faulted, or the system refused a running one a change.</summary>
internal sealed class StartFaultedException(Fault fault) : Exception(fault.Message)
{
    /// <summary>Why.</summary>
    public Fault Fault { get; } = fault;
}

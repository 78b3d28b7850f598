using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>The request is at fault; nothing was done.</summary>
public sealed class InvalidRequestException(IReadOnlyList<DefinitionError> errors) : Exception("The request is not valid.")
{
    /// <summary>What an input of a later version is answered with.</summary>
    public const string NotYet = "This version of SocketLab cannot do this yet; leave it out.";

    /// <summary>One input at fault.</summary>
    public InvalidRequestException(string path, string message)
        : this([new(path, message)]) { }

    /// <summary>Each input at fault, by JSON path.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

/// <summary>There is nothing by the id that a request names.</summary>
public sealed class NotFoundException(string message) : Exception(message);

using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>There is no saved payload with that id.</summary>
internal sealed class PayloadNotFoundException(string id) : Exception($"There is no payload '{id}'.");

/// <summary>What is to be saved has a name, a folder or a description that it cannot have; nothing was saved.</summary>
internal sealed class InvalidPayloadException(IReadOnlyList<DefinitionError> errors) : Exception("The payload is not valid.")
{
    /// <summary>Each input at fault.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

/// <summary>What is to be saved stands for no bytes.</summary>
internal sealed class SavedPayloadException(string path, PayloadException fault) : Exception(fault.Message, fault)
{
    /// <summary>The JSON path of the data in the request.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with the data.</summary>
    public PayloadException Fault { get; } = fault;
}

/// <summary>Something else has that name already.</summary>
internal sealed class NameTakenException(string message, string remedy) : Exception(message)
{
    /// <summary>What can be done about it.</summary>
    public string Remedy { get; } = remedy;
}

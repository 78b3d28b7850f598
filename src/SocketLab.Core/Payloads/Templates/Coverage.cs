namespace SocketLab.Core.Payloads.Templates;

/// <summary>Which bytes of a message a checksum or a length is about.</summary>
internal enum Coverage
{
    /// <summary>The bytes before the placeholder.</summary>
    Before,

    /// <summary>The bytes behind it, and the line ending.</summary>
    After,

    /// <summary>All bytes but its own.</summary>
    All,

    /// <summary>All bytes and its own: what a length is about unless something else is said.</summary>
    Whole,
}

namespace SocketLab.Web.ViewState.Feed;

/// <summary>Ways to look at an entry.</summary>
public enum InspectorTab
{
    /// <summary>Hexadecimal and ASCII.</summary>
    Bytes,

    /// <summary>Text with everything visible.</summary>
    Text,

    /// <summary>Indented JSON.</summary>
    Json,

    /// <summary>Indented XML.</summary>
    Xml,

    /// <summary>Beside the entry that is held.</summary>
    Compare,

    /// <summary>All that is known besides the bytes.</summary>
    Details,

    /// <summary>As Wireshark reads it.</summary>
    Decode,
}

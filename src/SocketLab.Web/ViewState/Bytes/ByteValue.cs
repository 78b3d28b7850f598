namespace SocketLab.Web.ViewState.Bytes;

/// <summary>What bytes mean when they are read as one kind of value.</summary>
/// <param name="Name">The kind, in a word.</param>
/// <param name="Size">Bytes that it takes.</param>
/// <param name="Big">The value with the most significant byte first, or where there is only one order; null where it has none.</param>
/// <param name="Little">The value with the least significant byte first; null where there is none or it is no other.</param>
public sealed record ByteValue(string Name, int Size, ByteReadAs? Big, ByteReadAs? Little);

/// <summary>A value, and what names it.</summary>
/// <param name="Text">The value, as it is shown.</param>
/// <param name="Selection">The bytes that it is read from, and their type.</param>
public readonly record struct ByteReadAs(string Text, ByteSelection Selection);

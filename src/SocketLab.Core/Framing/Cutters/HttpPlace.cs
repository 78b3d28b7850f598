namespace SocketLab.Core.Framing.Cutters;

/// <summary>What comes next in a message with header fields.</summary>
internal enum HttpPhase
{
    /// <summary>The start line.</summary>
    StartLine,

    /// <summary>A header field, or the empty line behind the last one.</summary>
    FieldStart,

    /// <summary>A field's name.</summary>
    FieldName,

    /// <summary>The colon behind a name that matters.</summary>
    FieldColon,

    /// <summary>The value of a field that matters.</summary>
    FieldValue,

    /// <summary>The rest of a line that does not matter.</summary>
    Ignored,

    /// <summary>A body whose length is known.</summary>
    Body,

    /// <summary>The length of a chunk, in hexadecimal digits.</summary>
    ChunkSize,

    /// <summary>What stands behind it up to the end of the line.</summary>
    ChunkExtension,

    /// <summary>The bytes of a chunk.</summary>
    ChunkData,

    /// <summary>The line end behind them.</summary>
    ChunkEnd,

    /// <summary>A field behind the last chunk, or the empty line that ends the message.</summary>
    TrailerStart,

    /// <summary>The rest of such a field.</summary>
    Trailer,

    /// <summary>A body without a length: it ends with the connection.</summary>
    UntilClose,

    /// <summary>The rest of a line that has no meaning: the message cannot be followed further.</summary>
    Wrong,

    /// <summary>The rest of a line that is known to be no start line.</summary>
    Outside,
}

/// <summary>How a message ends, if it does.</summary>
internal enum HttpEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Its end is reached.</summary>
    Whole,

    /// <summary>It cannot be followed further.</summary>
    Wrong,

    /// <summary>It was none.</summary>
    NoMessage,
}

/// <summary>A place in a message with header fields, unpacked from a <see cref="FramerState"/> to be moved on byte by byte.</summary>
internal struct HttpPlace
{
    /// <summary>No length is taken for one from here on.</summary>
    public const ulong Largest = 1UL << 60;

    /// <summary>Set for an HTTP response: without a length its body ends with the connection.</summary>
    public const int UntilClose = 1;

    /// <summary>Set for a response that has no body whatever its fields say.</summary>
    public const int NoBody = 2;

    /// <summary>Set for SIP, where <c>l</c> is short for <c>Content-Length</c>.</summary>
    public const int Sip = 4;

    /// <summary>Set once the length is known; it is in <see cref="Remaining"/>.</summary>
    public const int HasLength = 8;

    /// <summary>Set once chunks were announced.</summary>
    public const int Chunked = 16;

    /// <summary>Set for as long as the name under way, or the field under way, is <c>Content-Length</c>.</summary>
    public const int LengthField = 32;

    /// <summary>The same of <c>Transfer-Encoding</c>.</summary>
    public const int CodingField = 64;

    /// <summary>The same of <c>l</c>.</summary>
    public const int ShortField = 128;

    /// <summary>All three.</summary>
    public const int Fields = LengthField | CodingField | ShortField;

    /// <summary>What comes next.</summary>
    public HttpPhase Phase { get; set; }

    /// <summary>The marks above.</summary>
    public int Marks { get; set; }

    /// <summary>Bytes of the line or the name, or digits, so far; it stops at 255.</summary>
    public int Count { get; set; }

    /// <summary>A number under way, or the last eight bytes of a line.</summary>
    public ulong Number { get; set; }

    /// <summary>Bytes of the body or chunk to come; within the start line the status code.</summary>
    public ulong Remaining { get; set; }

    /// <summary>Unpacks a place.</summary>
    public static HttpPlace Of(in FramerState state) =>
        new()
        {
            Phase = (HttpPhase)state.Phase,
            Marks = state.Detail,
            Count = state.Matched,
            Number = state.LengthField,
            Remaining = state.Remaining,
        };

    /// <summary>Packs it again.</summary>
    public readonly FramerState Store(in FramerState state) =>
        state with
        {
            Phase = (int)Phase,
            Detail = Marks,
            Matched = Count,
            LengthField = Number,
            Remaining = Remaining,
        };

    /// <summary>Whether any of these marks is set.</summary>
    public readonly bool Has(int marks) => (Marks & marks) != 0;

    /// <summary>Adds a byte to the last eight.</summary>
    public void Push(byte value)
    {
        Number = (Number << 8) | value;
        Count = Math.Min(Count + 1, byte.MaxValue);
    }

    /// <summary>The length of the next chunk comes.</summary>
    public void BeginChunk() => (Phase, Number, Count) = (HttpPhase.ChunkSize, 0, 0);
}

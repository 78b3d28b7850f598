using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace SocketLab.Core.Payloads.Reading;

/// <summary>
/// JSON and XML with one thing a line, where bytes are that. Whatever they are, nothing is thrown or grows without bound.
/// </summary>
public static class PrettyText
{
    /// <summary>Longer content is shown as it came.</summary>
    public const int MaxBytes = 256 << 10;

    /// <summary>Indentation can make a short document a hundred times as long.</summary>
    private const int MaxCharacters = 1 << 20;

    private const int MaxDepth = 64;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes as indented JSON, with everything visible; null when they are no JSON object or array.</summary>
    public static string? Json(ReadOnlyMemory<byte> bytes, PayloadEncoding encoding)
    {
        if (TextOf(bytes, encoding, '{', '[') is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var pretty = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(pretty, Indented))
            {
                document.WriteTo(writer);
            }

            // Escapes in the source come out as the characters themselves, which may be ones that hide.
            return pretty.WrittenCount > MaxCharacters ? null : VisibleText.Reveal(Encoding.UTF8.GetString(pretty.WrittenSpan));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // A string in it that is no text is noticed only when it is written.
            return null;
        }
    }

    /// <summary>The bytes as indented XML, with everything visible; null when they are no XML document.</summary>
    /// <remarks>No document type is read and no entity fetched or expanded.</remarks>
    public static string? Xml(ReadOnlyMemory<byte> bytes, PayloadEncoding encoding)
    {
        if (TextOf(bytes, encoding, '<') is not { } text)
        {
            return null;
        }

        try
        {
            var source = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Ignore,
                XmlResolver = null,
                IgnoreWhitespace = true,
            };
            using var reader = XmlReader.Create(new StringReader(text), source);
            var pretty = new StringBuilder();
            var shape = new XmlWriterSettings
            {
                Indent = true,
                OmitXmlDeclaration = true,
                ConformanceLevel = ConformanceLevel.Document,
                NewLineChars = "\n",
            };
            using (var writer = XmlWriter.Create(pretty, shape))
            {
                reader.Read();
                while (!reader.EOF)
                {
                    if (reader.Depth > MaxDepth || pretty.Length > MaxCharacters)
                    {
                        return null;
                    }

                    if (reader.NodeType == XmlNodeType.XmlDeclaration)
                    {
                        // Written by hand: the writer would name the encoding of its own text.
                        pretty.Append("<?xml ").Append(reader.Value).Append("?>\n");
                    }
                    else
                    {
                        WriteNode(writer, reader);
                    }

                    reader.Read();
                }
            }

            return pretty.Length > MaxCharacters ? null : VisibleText.Reveal(pretty.ToString());
        }
        catch (Exception error) when (error is XmlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The bytes as text, if they begin like what is looked for and are text of the encoding throughout.</summary>
    private static string? TextOf(ReadOnlyMemory<byte> bytes, PayloadEncoding encoding, params ReadOnlySpan<char> starts)
    {
        if (bytes.Length is < 2 or > MaxBytes)
        {
            return null;
        }

        try
        {
            var text = encoding.Strict().GetString(bytes.Span).TrimStart('\ufeff').Trim();
            return text.Length > 1 && starts.Contains(text[0]) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static void WriteNode(XmlWriter writer, XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: false);
                if (reader.IsEmptyElement)
                {
                    writer.WriteEndElement();
                }

                break;
            case XmlNodeType.EndElement:
                writer.WriteEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                writer.WriteString(reader.Value);
                break;
            case XmlNodeType.CDATA:
                writer.WriteCData(reader.Value);
                break;
            case XmlNodeType.Comment:
                writer.WriteComment(reader.Value);
                break;
            case XmlNodeType.ProcessingInstruction:
                writer.WriteProcessingInstruction(reader.Name, reader.Value);
                break;
        }
    }
}

using SocketLab.Contracts;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Recordings;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of recordings, and what is asked for of the contract's.</summary>
internal static class RecordingMapping
{
    extension(RecordingDto)
    {
        /// <summary>How the recording is right now.</summary>
        public static RecordingDto From(Recording recording)
        {
            var (progress, options) = (recording.Progress, recording.Options);
            return new()
            {
                Id = recording.Id,
                Name = recording.Name,
                State = progress.State == RecordingState.Recording ? RecordingStateDto.Recording : RecordingStateDto.Stopped,
                EndpointIds = options.EndpointIds,
                Filter = options.Filter,
                As = options.Form == CaptureForm.Packets ? CaptureFormDto.Packets : CaptureFormDto.Messages,
                Per = options.Form == CaptureForm.Frames ? CapturePerDto.Frame : CapturePerDto.Entry,
                StartedAt = progress.StartedAt,
                EndedAt = progress.EndedAt,
                End = progress.End is { } end ? Enum.Parse<RecordingEndDto>(end.ToString()) : null,
                EndMessage = progress.Message,
                Files = [.. progress.Files.Select(file => new RecordedFileDto(file.Name, file.Bytes, file.Entries))],
                Entries = progress.Entries,
                Bytes = progress.Bytes,
                Dropped = progress.Dropped,
                Overwritten = progress.Overwritten,
                First = progress.First,
                Last = progress.Last,
            };
        }
    }

    /// <summary>What a request asks for.</summary>
    /// <exception cref="InvalidRequestException">Its choices do not go together.</exception>
    public static RecordingOptions ToOptions(this RecordingRequest request) =>
        new()
        {
            EndpointIds = request.EndpointIds,
            Name = request.Name,
            Filter = request.Filter,
            Form = CaptureForms.Of(request.As == CaptureFormDto.Messages, request.Per == CapturePerDto.Frame)
                ?? throw new InvalidRequestException("$.per", CaptureForms.NoFramesInPackets),
            FileBytes = request.FileBytes,
            Files = request.Files,
            IncludeKept = request.IncludeKept,
        };
}

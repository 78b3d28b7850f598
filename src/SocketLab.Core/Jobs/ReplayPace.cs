using System.Globalization;

namespace SocketLab.Core.Jobs;

/// <summary>How fast recorded messages are sent again.</summary>
/// <param name="messages">The messages.</param>
/// <param name="speed">How many times as fast as they were seen; 0: as fast as the system takes them.</param>
/// <param name="rounds">How often all of them are sent; null: until somebody ends it.</param>
internal sealed class ReplayPace(RecordedMessages messages, double speed, long? rounds)
{
    /// <summary>How many go within one second at most; null: as many as the system takes.</summary>
    public double? PeakPerSecond => speed > 0 ? messages.PeakPerSecond(speed, rounds) : null;

    /// <summary>Makes the schedule; null where there is none to keep.</summary>
    public Func<long, IPaceSchedule>? Schedule => speed > 0 ? now => new RecordedSchedule(messages.Offsets, speed, rounds, now) : null;

    /// <summary>The same in words.</summary>
    public string Words
    {
        get
        {
            var pace =
                speed == 0 ? "flat out"
                : speed == 1 ? "with the gaps that they had"
                : string.Create(CultureInfo.InvariantCulture, $"at {speed:0.###} times the speed that they had");
            var count = messages.Count == 1 ? "1 recorded message" : $"{messages.Count:N0} recorded messages";
            var often = rounds switch
            {
                1 => "",
                null => ", again and again",
                _ => $", {rounds:N0} times",
            };
            return $"{count} {pace}{often}";
        }
    }
}

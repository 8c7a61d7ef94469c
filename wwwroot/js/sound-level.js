// @ts-check
// How loud a sound is, for a meter.

export class SoundLevel {
  #context = new AudioContext();
  #analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
  #samples = new Float32Array(this.#analyser.fftSize);

  /** @param {MediaStream} sound */
  constructor(sound) {
    this.#context.createMediaStreamSource(sound).connect(this.#analyser);
  }

  /** 0 to 100: -60 dB is nothing, 0 dB all. */
  now() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.max(0, Math.min(100, 100 + 20 * Math.log10(Math.sqrt(power) + 1e-6) * 1.6));
  }

  stop() {
    void this.#context.close();
  }
}
